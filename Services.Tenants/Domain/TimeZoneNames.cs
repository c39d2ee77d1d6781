using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Tenants.Domain;

/// <summary>Names of the IANA time zone database, and nothing else that the operating system would take for one.</summary>
internal static partial class TimeZoneNames
{
    public const string Default = "UTC";

    public const string Form = "must be an IANA time zone, for example Europe/Berlin";

    public static bool IsValid([NotNullWhen(true)] string? name) =>
        name is { Length: <= 64 } && Pattern().IsMatch(name)
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;

    // Keeps out paths ("../x"), the database's own folders ("posix/UTC" is lower case) and Windows names (blanks).
    [GeneratedRegex(@"\A[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
