import Checks

@main
struct App {
    static func main() {
        print("from Swift,", terminator: " ")
        checkText()
        checkMemory()
        checkNumbers()
        checkMath()
        print("done")
    }
}
