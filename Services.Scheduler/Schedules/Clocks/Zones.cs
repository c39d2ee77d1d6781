using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Scheduler.Schedules.Clocks;

/// <summary>Time zones by their IANA name.</summary>
internal static partial class Zones
{
    public const string Default = "UTC";

    /// <summary>What a 400 says of a name that is none.</summary>
    public const string Unknown = "must be the IANA name of a time zone, for example Asia/Shanghai";

    // Files beside the zones that mean another zone on each machine.
    private static readonly string[] Local = ["localtime", "posixrules", "Factory"];

    /// <summary>
    /// The zone of that name, in its proper spelling; false for an unknown one, or for a name of Windows.
    /// </summary>
    public static bool TryFind(string? name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;
        return name is { Length: <= 64 } && Form().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone)
            && zone.HasIanaId && !Local.Contains(zone.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The zone of a name that was found once; a system whose zone data lost it is broken.</summary>
    public static TimeZoneInfo Find(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);

    [GeneratedRegex(@"^(?!posix/|right/)[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
