using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nanobot.Platform.Objects;

/// <summary>
/// The name of an object: a tenant's id and up to seven segments below it. No text that could be read otherwise by a file system, a URL or an object store can be one: no segment begins with
/// anything but a letter or a digit of ASCII, so that none is <c>..</c>, and none holds a slash, a control character or a letter that has two forms. At most 954 characters, which every store takes.
/// </summary>
public readonly partial record struct ObjectKey
{
    /// <summary>Most segments, the tenant's id among them.</summary>
    public const int MostSegments = 8;

    /// <summary>Most characters of a segment.</summary>
    public const int LongestSegment = 128;

    internal const char Separator = '/';

    private readonly string? _text;

    private ObjectKey(string text) => _text = text;

    /// <summary>Whose it is.</summary>
    public string TenantId => Segments[0];

    /// <summary>What it is made of; the first one is the tenant's id.</summary>
    public IReadOnlyList<string> Segments => Text.Split(Separator);

    internal string Text => _text ?? throw new InvalidOperationException("A key is made by ObjectKey.Of.");

    /// <summary>The key of what a tenant has below <paramref name="segments"/>, such as <c>reports</c>, a month and an id.</summary>
    /// <exception cref="ArgumentException">The tenant's id is none, or a segment cannot be one.</exception>
    public static ObjectKey Of(string tenantId, params ReadOnlySpan<string> segments) => new(Join(tenantId, segments));

    /// <summary>The key, its segments joined by slashes.</summary>
    public override string ToString() => _text ?? "";

    internal static string Join(string tenantId, ReadOnlySpan<string> segments)
    {
        if (!Contracts.Values.TenantId.TryParse(tenantId, out _))
        {
            throw new ArgumentException("The first segment of a key is a tenant's id.", nameof(tenantId));
        }

        if (segments.Length >= MostSegments)
        {
            throw new ArgumentException($"A key has {MostSegments} segments at most.", nameof(segments));
        }

        foreach (var segment in segments)
        {
            if (!IsSegment(segment))
            {
                throw new ArgumentException($"A segment of a key has 1 to {LongestSegment} letters, digits, '.', '-' and '_' of ASCII and begins with a letter or digit.", nameof(segments));
            }
        }

        return segments.IsEmpty ? tenantId : $"{tenantId}{Separator}{string.Join(Separator, segments)}";
    }

    /// <summary>The key that a store has a name of; false for what somebody else has put there.</summary>
    internal static bool TryRead([NotNullWhen(true)] string? name, out ObjectKey key)
    {
        var segments = name?.Split(Separator) ?? [];
        var isKey = segments.Length is >= 1 and <= MostSegments && Contracts.Values.TenantId.TryParse(segments[0], out _) && Array.TrueForAll(segments, IsSegment);
        key = isKey ? new ObjectKey(name!) : default;
        return isKey;
    }

    internal static bool IsSegment(string? text) => text is not null && Segment().IsMatch(text);

    // '$' would let a line end pass.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Segment();
}
