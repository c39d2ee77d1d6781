using System.Globalization;
using System.Text.RegularExpressions;
using Cronos;
using Nanobot.Services.Scheduler.Schedules.Cron;
using Nanobot.Services.Scheduler.Tests.Support;
using Xunit.Abstractions;

namespace Nanobot.Services.Scheduler.Tests.Schedules.Cron;

/// <summary>
/// Random expressions mean what their rules say, day by day, and what two libraries compute, but for what these mean otherwise by a
/// rule that is written here. <c>CRON_EXPRESSIONS</c> and <c>CRON_SEED</c> say how many and which.
/// </summary>
public sealed partial class CronAgreementTests(ITestOutputHelper output)
{
    private const int Sample = 1000, FirstSeed = 20_261_127, Steps = 3;
    private static readonly DateTime Horizon = Times.Reading("2075-01-01");

    [Fact]
    public void Every_expression_means_what_its_rules_say_and_what_two_libraries_compute()
    {
        var (count, seed) = (Setting("CRON_EXPRESSIONS", Sample), Setting("CRON_SEED", FirstSeed));
        var (never, readings, left) = (0, 0, new Dictionary<string, int>(StringComparer.Ordinal));
        var (cronos, quartz, differences) = (0, 0, new List<string>());
        for (var i = 0; i < count; i++)
        {
            var random = new Random(seed + i);
            var sample = RandomCron.Make(random);
            var after = Times.Reading("2026-01-01").AddTicks(random.NextInt64(20 * 366 * TimeSpan.TicksPerDay));
            var ours = CronParser.Parse(sample.Text).ToTimes();
            var byCronos = Take("Cronos", CronosDiffers(sample), () => CronExpression.Parse(sample.Text, sample.Second is null ? CronFormat.Standard : CronFormat.IncludeSeconds));
            var byQuartz = Take("Quartz", QuartzCron.Differs(sample), () => QuartzCron.Parse(sample));
            _ = byCronos is null ? 0 : ++cronos;
            _ = byQuartz is null ? 0 : ++quartz;
            for (var step = 0; step < Steps; step++)
            {
                var next = Before(ours.Next(after));
                var said = $"seed {seed + i}: '{sample.Text}' after {after:O}: {next:O}";
                Compare(next, sample.Next(after, Horizon), said, "its rules");
                var second = new DateTime(after.Ticks - (after.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
                Compare(next, byCronos is null ? next : Before(byCronos.GetNextOccurrence(second)), said, "Cronos");
                Compare(next, byQuartz is null ? next : Before(byQuartz.GetNextValidTimeAfter(second)?.DateTime), said, "Quartz");
                never += next is null ? 1 : 0;
                if (next is null)
                {
                    break;
                }

                (after, readings) = (next.Value, readings + 1);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} expressions from seed {seed}: {readings} readings as their rules say, {never} without; {cronos} compared with Cronos, {quartz} with Quartz"));
        foreach (var (rule, times) in left.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  left out {times}: {rule}"));
        }

        Assert.Empty(differences.Take(20));
        Assert.True(cronos > count / 3 && quartz > count / 4 && never > 0, "Too few were compared.");

        void Compare(DateTime? ours, DateTime? theirs, string said, string whose)
        {
            if (ours != theirs)
            {
                differences.Add($"{said}, by {whose} {theirs:O}");
            }
        }

        T? Take<T>(string library, string? rule, Func<T> parse)
            where T : class
        {
            if (rule is null)
            {
                return parse();
            }

            left[$"{library}: {rule}"] = left.GetValueOrDefault($"{library}: {rule}") + 1;
            return null;
        }
    }

    // Cronos asks for a day that is in both fields always.
    private static string? CronosDiffers(CronSample sample) =>
        sample.Day.Special > 0 && sample.Day.Parts > 1 || sample.Weekday.Special > 0 && sample.Weekday.Parts > 1 ? "lists of days with L, W or #"
        : sample.IsUnion ? "two restricted fields of days are joined by and"
        : FromSeven().IsMatch(sample.Weekday.Text) ? "a range of days of the week from 7 on with a step"
        : null;

    [GeneratedRegex(@"7-\w+/")]
    private static partial Regex FromSeven();

    private static DateTime? Before(DateTime? reading) => reading < Horizon ? reading : null;

    private static int Setting(string name, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(name) ?? $"{otherwise}", CultureInfo.InvariantCulture);
}
