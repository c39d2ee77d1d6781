using Nanobot.Platform.Core.Texts;

namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary>
/// What one field may hold: <c>*</c>, a value, a range <c>a-b</c>, a step <c>*/n</c> or <c>a-b/n</c>, and lists of those.
/// </summary>
internal sealed record CronFieldSyntax(string Name, int Minimum, int Maximum, params string[] Names)
{
    // What other crons know and this one does not, so that the message can say so.
    private static readonly (char Sign, string What)[] Extensions =
    [
        ('?', "'?' is Quartz's; write '*'"),
        ('#', "'#' (the nth weekday of a month) is not supported"),
        ('~', "'~' (a random value) is not supported"),
        ('@', "'@' names are not supported; write the five fields"),
    ];

    public CronField Parse(string text)
    {
        foreach (var (sign, what) in Extensions)
        {
            Require(!text.Contains(sign, StringComparison.Ordinal), what);
        }

        var values = new SortedSet<int>();
        foreach (var part in text.Split(','))
        {
            values.UnionWith(ParsePart(part));
        }

        return new CronField([.. values], text[0] == '*', values.Count == Maximum - Minimum + 1);
    }

    private IEnumerable<int> ParsePart(string part)
    {
        Require(part.Length > 0, "a list has an empty place");
        var slash = part.Split('/');
        Require(slash.Length <= 2, $"'{part}' has two steps");
        var isStar = slash[0] == "*";
        var range = slash[0].Split('-');
        Require(range.Length <= 2, $"'{part}' is no range");
        var first = isStar ? Minimum : Value(range[0]);
        var last = isStar ? Maximum : Value(range[^1]);
        Require(first <= last, $"the range '{slash[0]}' runs backwards");
        if (slash.Length == 1)
        {
            return Enumerable.Range(first, last - first + 1);
        }

        Require(isStar || range.Length == 2, $"the step in '{part}' needs a range or '*' before it");
        var step = Number(slash[1]);
        Require(step >= 1 && step <= Maximum, $"the step in '{part}' must be 1 to {Maximum}");
        return Enumerable.Range(first, last - first + 1).Where(value => (value - first) % step == 0);
    }

    private int Value(string text)
    {
        var named = Array.FindIndex(Names, name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        var value = named >= 0 ? named + Minimum : Number(text);
        Require(value >= Minimum && value <= Maximum, $"{text} is not {Minimum} to {Maximum}");
        return value;
    }

    private int Number(string text)
    {
        var letters = text.TrimStart("0123456789".ToCharArray()).ToUpperInvariant();
        Require(letters is not ("L" or "LW"), "'L' (the last day) is not supported");
        Require(letters is not "W", "'W' (the nearest weekday) is not supported");
        Require(WholeNumber.TryParse(text, out var value), $"'{text}' is not a value of this field");
        return value;
    }

    private void Require(bool holds, string why)
    {
        if (!holds)
        {
            throw new CronException($"{Name}: {why}");
        }
    }
}
