using System.Globalization;
using System.Text.Json;

namespace Nanobot.Services.Tenants.Users;

/// <summary>What an application may store with a user: any JSON that the database can hold as such.</summary>
internal static class CustomData
{
    /// <summary>Most levels within a value: a list of users gives it back within three of its own, of the 64 that a reader takes.</summary>
    public const int MostLevels = 32;

    // PostgreSQL's numeric keeps no more, of a zero either.
    private const long MostPlaces = 16_383;

    public const string Form = "holds something that cannot be stored: a NUL character, half of a surrogate pair, a number beyond 64-bit floating point, more than 16,383 places behind the point, or more than 32 levels";

    /// <summary>Whether <paramref name="value"/> can be stored; PostgreSQL's jsonb takes less than JSON allows.</summary>
    public static bool CanStore(JsonElement value) => CanStore(value, MostLevels);

    private static bool CanStore(JsonElement value, int levels) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array when levels == 0 => false,
        JsonValueKind.Object => value.EnumerateObject().All(member => CanStore(member.Name) && CanStore(member.Value, levels - 1)),
        JsonValueKind.Array => value.EnumerateArray().All(element => CanStore(element, levels - 1)),
        JsonValueKind.String => CanStoreText(value),
        JsonValueKind.Number => value.TryGetDouble(out var number) && double.IsFinite(number) && Places(value.GetRawText()) <= MostPlaces,
        _ => true,
    };

    /// <summary>
    /// How many characters <paramref name="value"/> gains at most in the database, which writes numbers out: of <c>1e300</c> it
    /// makes 301 digits.
    /// </summary>
    public static long Growth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Sum(static member => Growth(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Sum(Growth),
        JsonValueKind.Number => Math.Abs(Exponent(value.GetRawText())),
        _ => 0,
    };

    /// <summary>Whether a member may have that name.</summary>
    public static bool CanStore(string name) => !name.Contains('\0', StringComparison.Ordinal);

    // Behind the point when the number is written out.
    private static long Places(string number)
    {
        var mantissa = number.AsSpan(0, number.AsSpan().IndexOfAny('e', 'E') is >= 0 and var at ? at : number.Length);
        var written = mantissa.IndexOf('.') is >= 0 and var point ? mantissa.Length - point - 1 : 0;
        return written - Exponent(number);
    }

    // One beyond these bounds belongs to no number that can be stored, or to zero: it is taken for the one that is refused.
    private static long Exponent(string number) => number.AsSpan().IndexOfAny('e', 'E') is >= 0 and var at
        ? long.TryParse(number.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) && exponent is > -int.MaxValue and < int.MaxValue
            ? exponent
            : -int.MaxValue
        : 0;

    private static bool CanStoreText(JsonElement value)
    {
        try
        {
            return CanStore(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // How the reader says that an escaped surrogate stands alone; it has no way of asking first.
            return false;
        }
    }
}
