/// Cookies of a folder's listing, made to leave one bit free for whoever joins several listings.
///
/// A layer's cookie may be any number of 64 bits: file systems of the host use 63 of them, and a layer that is itself joined from
/// several uses the last. What does not fit is written down, and the guest gets the place where it stands.
struct CookieBook {
    /// The bit that no cookie from here has.
    static let free: UInt64 = 1 << 63
    private static let written: UInt64 = 1 << 62
    /// What one open folder may have written down; a guest that goes on listing names as it makes and removes them gets
    /// `overflow` some day, until it opens the folder anew.
    private static let limit = 1 << 20

    private var cookies: [UInt64] = []
    private var places: [UInt64: UInt64] = [:]

    /// The cookie to give to the guest.
    mutating func short(_ cookie: UInt64) throws(Errno) -> UInt64 {
        if cookie < Self.written { return cookie }
        if let place = places[cookie] { return place }
        if cookies.count >= Self.limit { throw .overflow }
        let place = Self.written | UInt64(cookies.count)
        cookies.append(cookie)
        places[cookie] = place
        return place
    }

    /// The layer's cookie; for one that was never given, one behind which nothing comes.
    func long(_ cookie: UInt64) -> UInt64 {
        if cookie < Self.written { return cookie }
        let place = cookie ^ Self.written
        return place < UInt64(cookies.count) ? cookies[Int(place)] : .max
    }
}
