using Nanobot.Platform.Core.Texts;

namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary>
/// What one field may hold: <c>*</c>, a value, a range <c>a-b</c> that goes round where it runs backwards, a step <c>*/n</c>,
/// <c>a-b/n</c> and <c>a/n</c>, which goes to the field's end, and lists of those. Fields of days hold more (<see cref="CronDays"/>).
/// </summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The greatest.</param>
/// <param name="Round">How many values there are before they begin anew: 7 of days of the week, though 7 is a value too.</param>
/// <param name="Days">Reads what fields of days hold besides; null of other fields.</param>
/// <param name="Names">What values are called, from the least on.</param>
internal sealed record CronFieldSyntax(string Name, int Minimum, int Maximum, int Round, CronDays? Days, params string[] Names)
{
    private const int MostSpecial = 10;

    public CronField Parse(string text)
    {
        if (text == "?" && Days is not null)
        {
            return new CronField(ulong.MaxValue, true, true, []);
        }

        var values = 0UL;
        var special = new List<string>();
        foreach (var part in text.Split(','))
        {
            if (part.Length > 0 && Days?.Parse(part, this) is { } day)
            {
                special.Add(day);
            }
            else
            {
                values |= Range(part);
            }
        }

        Require(special.Count <= MostSpecial, $"holds more than {MostSpecial} days with L, W or #");
        return new CronField(values, text[0] == '*', System.Numerics.BitOperations.PopCount(values) == Round, [.. special.Distinct()]);
    }

    /// <summary>The value of a number or a name.</summary>
    public int Value(string text)
    {
        var named = Array.FindIndex(Names, name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        var value = named >= 0 ? named + Minimum : Number(text);
        Require(value >= Minimum && value <= Maximum, $"{text} is not {Minimum} to {Maximum}");
        return value;
    }

    /// <summary>A number, whatever its size.</summary>
    public int Number(string text)
    {
        Require(WholeNumber.TryParse(text, out var value), $"'{text}' is not a value of this field{CronSigns.Explain(text)}");
        return value;
    }

    public void Require(bool holds, string why)
    {
        if (!holds)
        {
            throw new CronException($"{Name}: {why}");
        }
    }

    private ulong Range(string part)
    {
        Require(part.Length > 0, "a list has an empty place");
        var slash = part.Split('/');
        Require(slash.Length <= 2, $"'{part}' has two steps");
        var isStar = slash[0] == "*";
        var range = slash[0].Split('-');
        Require(range.Length <= 2, $"'{part}' is no range");
        var first = isStar ? Minimum : Value(range[0]);
        var last = isStar || (range.Length == 1 && slash.Length == 2) ? Maximum : Value(range[^1]);
        var step = slash.Length == 1 ? 1 : Number(slash[1]);
        Require(step >= 1 && step <= Maximum, $"the step in '{part}' must be 1 to {Maximum}");
        var values = 0UL;
        for (var value = first; value <= (last < first ? last + Round : last); value += step)
        {
            values |= 1UL << (((value - Minimum) % Round) + Minimum);
        }

        return values;
    }
}
