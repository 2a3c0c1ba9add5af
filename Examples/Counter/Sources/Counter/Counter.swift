// A page made by Swift: a button that counts its clicks.
import JavaScript

@main
struct Counter {
    static func main() {
        let document = JSObject.global.document
        let button = document.createElement("button")
        var count = 0
        button.textContent = "Clicked 0 times"
        button.addEventListener("click", JSClosure {
            count += 1
            button.textContent = "Clicked \(count) times"
        })
        document.body.appendChild(button)
    }
}
