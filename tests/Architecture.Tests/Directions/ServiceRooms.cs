namespace Nanobot.Architecture.Tests.Directions;

/// <summary>
/// The rooms of a service: use cases and event handlers stand on capability rooms, which stand on what is stored; telemetry
/// is touched by all and touches none; nothing touches what puts the service together.
/// </summary>
internal static class ServiceRooms
{
    /// <summary>The arrows that point the wrong way.</summary>
    public static IReadOnlyList<Arrow> Offenders(string service, IReadOnlyList<Arrow> arrows) =>
        [.. arrows.Where(arrow => !Allows(Room(service, arrow.From), Room(service, arrow.To)))];

    private static bool Allows(string[] from, string[] to) => (from, to) switch
    {
        ([], _) => true,
        (_, []) => false,
        (["Observability", ..], _) => false,
        (_, ["Observability", ..]) => true,
        (["Features", var one, ..], ["Features", var other, ..]) => one == other,
        (["Features", ..], ["Events", ..]) or (["Events", ..], ["Features", ..]) => false,
        (["Features", ..] or ["Events", ..], _) => true,
        (_, ["Features", ..] or ["Events", ..]) => false,
        (["Persistence", ..], ["Persistence", ..]) => true,
        (["Persistence", ..], _) => false,
        _ => true,
    };

    // Below the service: [] for its root, ["Features", "GetReport"] for a use case.
    private static string[] Room(string service, string space) =>
        space.Length <= service.Length ? [] : space[(service.Length + 1)..].Split('.');
}
