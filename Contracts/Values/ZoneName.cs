using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nanobot.Contracts.Values;

/// <summary>Name of a time zone of the IANA database, in its proper spelling; the system knows the zone.</summary>
public sealed partial record ZoneName : DomainValue<ZoneName>, IDomainValue<ZoneName>
{
    /// <summary>Characters that a name has at most.</summary>
    public const int MaximumLength = 64;

    /// <summary>What every name matches, as schemas write it; which of those are zones the system says.</summary>
    public const string Pattern = "^" + Name + "$";

    // Keeps out paths and, with their blanks, the names of Windows.
    private const string Name = "[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}";

    // Files beside the zones: the first three mean another zone on each machine, the folders hold copies.
    private static readonly string[] NoNames = ["Factory", "localtime", "posixrules"];
    private static readonly string[] Copies = ["posix/", "right/"];

    // The system finds a name in another case once it has read that zone, and not before: here it is found always.
    private static readonly Lazy<FrozenDictionary<string, TimeZoneInfo>> InAnyCase = new(static () =>
        TimeZoneInfo.GetSystemTimeZones().Append(TimeZoneInfo.Utc).DistinctBy(static zone => zone.Id, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(static zone => zone.Id, StringComparer.OrdinalIgnoreCase));

    private ZoneName(TimeZoneInfo zone)
        : base(zone.Id) => Zone = zone;

    /// <summary>The zone of a user or tenant that names none.</summary>
    public static ZoneName Utc { get; } = new(TimeZoneInfo.Utc);

    /// <inheritdoc />
    public static string Form => "must be the IANA name of a time zone, for example Europe/Berlin";

    /// <summary>The zone.</summary>
    public TimeZoneInfo Zone { get; }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ZoneName? value)
    {
        value = text is { Length: <= MaximumLength } && Whole().IsMatch(text) && Find(text) is { } zone && IsName(zone) ? new ZoneName(zone) : null;
        return value is not null;
    }

    /// <inheritdoc />
    public bool Equals(ZoneName? other) => other is not null && Value == other.Value;

    /// <inheritdoc />
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    private static TimeZoneInfo? Find(string text) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.Id == text ? zone : InAnyCase.Value.GetValueOrDefault(text);

    private static bool IsName(TimeZoneInfo zone) =>
        zone.HasIanaId && !NoNames.Contains(zone.Id, StringComparer.OrdinalIgnoreCase)
        && !Copies.Any(folder => zone.Id.StartsWith(folder, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\A" + Name + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
