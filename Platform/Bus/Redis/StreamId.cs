using System.Globalization;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>Id of a stream's entry, <c>milliseconds-sequence</c>: the order of the entries, and when each was added by Redis' clock.</summary>
internal readonly record struct StreamId(ulong Milliseconds, ulong Sequence)
{
    public static StreamId Parse(string text)
    {
        var (milliseconds, sequence) = text.Split('-') is [var first, var second] ? (first, second) : (text, "0");
        return new(ulong.Parse(milliseconds, CultureInfo.InvariantCulture), ulong.Parse(sequence, CultureInfo.InvariantCulture));
    }

    /// <summary>Reads an id as Redis writes it; false where a text is none.</summary>
    public static bool TryParse(string text, out StreamId id)
    {
        id = default;
        if (text.Split('-') is not [var first, var second]
            || !ulong.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || !ulong.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        id = new StreamId(milliseconds, sequence);
        return id.ToString() == text;
    }

    /// <summary>The first id that an entry of this moment may have.</summary>
    public static StreamId At(DateTimeOffset moment) => new((ulong)Math.Max(0, moment.ToUnixTimeMilliseconds()), 0);

    /// <summary>The id right behind this one.</summary>
    public StreamId Next => Sequence < ulong.MaxValue ? this with { Sequence = Sequence + 1 } : new StreamId(Milliseconds + 1, 0);

    public bool IsBefore(StreamId other) => (Milliseconds, Sequence).CompareTo((other.Milliseconds, other.Sequence)) < 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds}-{Sequence}");
}
