import GoJS

/// Hosts as `--allow-net HOST[:PORT]` names them.
public enum NetworkOption {
    public static func places(_ options: [String]) throws(RunError) -> [NetworkAccess.Place] {
        var places: [NetworkAccess.Place] = []
        for option in options {
            guard let place = NetworkAccess.Place(option) else {
                throw RunError(
                    "--allow-net \(option): say a host and, if only that is meant, its port, such as example.com, 127.0.0.1:8080, *.example.com or *"
                )
            }
            places.append(place)
        }
        return places
    }
}
