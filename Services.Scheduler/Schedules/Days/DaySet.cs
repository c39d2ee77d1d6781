using System.Numerics;

namespace Nanobot.Services.Scheduler.Schedules.Days;

/// <summary>Days of this century, a bit each from its first day on: a year is 46 octets.</summary>
internal sealed class DaySet
{
    private const int BitsOfOctet = 8;

    private readonly byte[] _bits;

    /// <param name="bits">What <see cref="ToBits"/> gave.</param>
    public DaySet(byte[] bits) => _bits = bits;

    /// <summary>The first day that there is.</summary>
    public static DateOnly First { get; } = new(2000, 1, 1);

    /// <summary>The last.</summary>
    public static DateOnly Last { get; } = new(2099, 12, 31);

    public int Count => _bits.Sum(static bits => BitOperations.PopCount(bits));

    /// <summary>The set of some days between the first and the last.</summary>
    public static DaySet Of(IReadOnlyCollection<DateOnly> days)
    {
        var bits = new byte[days.Count == 0 ? 0 : (Index(days.Max()) / BitsOfOctet) + 1];
        foreach (var index in days.Select(Index))
        {
            bits[index / BitsOfOctet] |= (byte)(1 << (index % BitsOfOctet));
        }

        return new DaySet(bits);
    }

    public bool Contains(DateOnly day) => Index(day) is >= 0 and var index && index / BitsOfOctet < _bits.Length && (_bits[index / BitsOfOctet] >> (index % BitsOfOctet) & 1) != 0;

    /// <summary>As rows keep it.</summary>
    public byte[] ToBits() => _bits;

    /// <summary>Its days, ascending.</summary>
    public IEnumerable<DateOnly> ToDays() => Enumerable.Range(0, _bits.Length * BitsOfOctet).Select(static index => First.AddDays(index)).Where(Contains);

    private static int Index(DateOnly day) => day.DayNumber - First.DayNumber;
}
