using System.Globalization;
using System.Text.RegularExpressions;
using Nanobot.Services.Reports.Evidence;

namespace Nanobot.Services.Reports.Words.Notes;

/// <summary>What several headlines are about: what the user follows, and words that they share, beside how many there were in the report before.</summary>
internal static partial class TopicNotes
{
    private const int Most = 8;
    private const int FewestNamed = 2;
    private const int FewestShared = 3;

    // What headlines are made of, whatever they are about.
    private static readonly HashSet<string> Common = new(
        """
        about after again ahead amid among announces announce around away back been before being best better between both could does down during each ever every first from further gets give
        goes have here high higher into just keep last late latest less like look looks lower made make makes many market markets more most much near need news next note only other over past
        report reports sample says seen sees share shares should since some stay still stock stocks such take takes than that their them then there these they thing this those three through
        time today under until upon very want week well were what when where which while will with without work would year years your
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<EvidenceNote> Of(NoteInput input) => Topics(input)
        .OrderByDescending(static topic => topic.Numbers.Count).ThenBy(static topic => topic.Name, StringComparer.Ordinal).Take(Most)
        .Select(topic => new EvidenceNote(NoteKind.Topic, input.Language.Say("话题", "Topics"), Text(topic.Name, topic.Numbers.Count, input), topic.Numbers));

    private static IEnumerable<(string Name, IReadOnlyList<int> Numbers)> Topics(NoteInput input)
    {
        var shared = input.Headlines.SelectMany(static headline => Words(headline.Title)).GroupBy(static word => word, StringComparer.OrdinalIgnoreCase)
            .Where(static word => word.Count() >= FewestShared).Select(static word => word.First());
        return input.Followed.Terms.Concat(shared).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(term => (term, (IReadOnlyList<int>)[.. input.Headlines.Index().Where(headline => Followed.Names(headline.Item.Title, term)).Select(headline => input.HeadlineNumber(headline.Index))]))
            .Where(static topic => topic.Item2.Count >= FewestNamed);
    }

    // A word counts once a headline.
    private static IEnumerable<string> Words(string title) =>
        Word().Matches(title).Select(static match => match.Value).Where(static word => !Common.Contains(word)).Distinct(StringComparer.OrdinalIgnoreCase);

    private static string Text(string name, int count, NoteInput input)
    {
        var earlier = input.Earlier is null ? null : input.Earlier.Headlines.Count(headline => Followed.Names(headline.Title, name)).ToString(CultureInfo.InvariantCulture);
        var now = count.ToString(CultureInfo.InvariantCulture);
        return input.Language.Say($"{name}：{now} 条新闻", $"{name}: {now} headlines")
            + (earlier is null ? "" : input.Language.Say($"，{input.EarlierAt} 的报告中 {earlier} 条", $", {earlier} in the report of {input.EarlierAt}"));
    }

    [GeneratedRegex(@"\b[A-Za-z][a-z]{3,}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
