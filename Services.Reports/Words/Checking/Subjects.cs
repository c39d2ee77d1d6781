using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>Of which symbols the parts of a sentence speak: a figure is of those that were named last before it, at a sentence's beginning of those that are named next.</summary>
internal sealed partial class Subjects
{
    private const int Near = 24;

    private readonly List<SubjectGroup> _groups = [];

    public Subjects(string plain, IReadOnlyList<SymbolMention> named)
    {
        foreach (var mention in named)
        {
            var isCompared = Comparison().IsMatch(plain[Math.Max(0, mention.Start - Near)..mention.Start]);
            if (_groups.Count > 0 && !isCompared && !_groups[^1].IsCompared && Joint().IsMatch(plain[_groups[^1].End..mention.Start]))
            {
                _groups[^1] = _groups[^1] with { Symbols = [.. _groups[^1].Symbols, mention.Symbol], End = mention.End };
            }
            else
            {
                _groups.Add(new SubjectGroup([mention.Symbol], mention.Start, mention.End, isCompared));
            }
        }
    }

    /// <summary>None at all.</summary>
    public bool IsEmpty => _groups.Count == 0;

    /// <summary>The symbols that what stands at <paramref name="position"/> may be of, and whether it must be true of each; empty where none is named.</summary>
    public (IReadOnlyList<string> Symbols, bool IsOfEach) At(int position)
    {
        var at = _groups.FindLastIndex(group => group.End <= position);
        if (at < 0)
        {
            return _groups.Count == 0 ? ([], false) : (_groups[0].Symbols, true);
        }

        if (!_groups[at].IsCompared)
        {
            return (_groups[at].Symbols, true);
        }

        var before = _groups.FindLastIndex(at, group => !group.IsCompared);
        return before < 0 ? (_groups[at].Symbols, true) : ([.. _groups[at].Symbols, .. _groups[before].Symbols], false);
    }

    /// <summary>Of numbers that stand behind several symbols, as many as these and of one kind, each is of one: "AAPL and GOOGL closed at 1.00 and 2.00".</summary>
    public IReadOnlyList<string> Of(NumberToken number, IReadOnlyList<NumberToken> numbers)
    {
        var (symbols, _) = At(number.Start);
        var at = _groups.FindLastIndex(group => group.End <= number.Start);
        if (at < 0 || symbols.Count < 2 || _groups[at].IsCompared)
        {
            return symbols;
        }

        var end = at + 1 < _groups.Count ? _groups[at + 1].Start : int.MaxValue;
        var alike = numbers.Where(other => other.Start >= _groups[at].End && other.Start < end && IsAlike(other, number)).ToList();
        var place = alike.FindIndex(other => other.Start == number.Start);
        return place >= 0 && alike.Count == symbols.Count ? [symbols[place]] : symbols;
    }

    private static bool IsAlike(NumberToken a, NumberToken b) => a.Value is null == b.Value is null && (a.Unit == Units.Percent) == (b.Unit == Units.Percent) && a.Value is not null;

    [GeneratedRegex(@"\A(?:[\s,、/&()（），]|\band\b|\bor\b|\bboth\b|和|与|及|以及|或)*\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Joint();

    [GeneratedRegex(@"(?:\b(?:unlike|versus|vs\.?|than|against|compared\s(?:with|to)|relative\sto)|不同于|不如|相比|相较于?|对比|[比较])\s?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Comparison();
}
