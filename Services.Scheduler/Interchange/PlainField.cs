using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>A field of a cron expression that names numbers and nothing else: <c>*</c>, values, ranges, steps and lists of these.</summary>
internal static partial class PlainField
{
    /// <summary>The numbers, ascending; null for a field that says more, in names or signs.</summary>
    public static List<int>? Read(string field, int minimum, int maximum)
    {
        if (!Plain().IsMatch(field))
        {
            return null;
        }

        var values = new SortedSet<int>();
        foreach (Match part in Part().Matches(field))
        {
            var first = part.Groups["first"] is { Success: true } from ? Number(from) : minimum;
            var last = part.Groups["last"] is { Success: true } to ? Number(to) : part.Groups["first"].Success ? first : maximum;
            var step = part.Groups["step"] is { Success: true } by ? Number(by) : 1;
            // Ranges that go round, and a step behind a single value, which crons read in more ways than one.
            if (last < first || step == 0 || (step > 1 && last == first))
            {
                return null;
            }

            values.UnionWith(Enumerable.Range(first, last - first + 1).Where(value => (value - first) % step == 0));
        }

        return values.Count > 0 && values.Min >= minimum && values.Max <= maximum ? [.. values] : null;
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?:(?:\*|[0-9]{1,2}(?:-[0-9]{1,2})?)(?:/[0-9]{1,2})?(?:,(?!\z)|\z))+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"(?:\*|(?<first>[0-9]{1,2})(?:-(?<last>[0-9]{1,2}))?)(?:/(?<step>[0-9]{1,2}))?(?:,|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
