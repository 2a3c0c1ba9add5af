import Algorithms
import OrderedCollections

@main
struct App {
    static func main() {
        for pair in [1, 2, 3].combinations(ofCount: 2) { print(pair) }
        print(Array([3, 1, 2, 3, 1].uniqued()))
        var ages: OrderedDictionary<String, Int> = ["Ming": 30]
        ages["Ada"] = 36
        for (name, age) in ages { print(name, age, separator: " is ") }
    }
}
