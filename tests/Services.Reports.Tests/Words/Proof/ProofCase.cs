using System.Globalization;
using System.Text.RegularExpressions;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Tests.Words.Proof;

/// <summary>Two random quotes, a headline, a sentence that is right about them, and the same with one thing wrong. All of it comes from one number, so a failure can be repeated.</summary>
internal sealed partial class ProofCase
{
    private static readonly string[] Symbols = ["AAPL", "TSLA", "GOOGL", "MSFT", "NVDA", "COKE", "AMZN", "IBM", "BRK.B", "JPM"];
    private static readonly string[] Titles =
    [
        "Regulators open an inquiry into battery makers", "Chip orders reach 12.5 billion dollars this quarter", "Central bank keeps its rate at 3.25 percent", "电池厂商计划新建三座工厂", "油价在供应紧张中上涨2.4%",
    ];

    private readonly Random _random;
    private readonly bool _isChinese;
    private readonly QuoteFigures[] _quotes;
    private readonly string _title;

    public ProofCase(int seed)
    {
        _random = new Random(seed);
        _isChinese = _random.Next(3) == 0;
        var names = Symbols.OrderBy(_ => _random.Next()).Take(2).ToArray();
        _quotes = [.. names.Select(Quote)];
        _title = Titles[_random.Next(Titles.Length)];
        var language = _isChinese ? ReportLanguage.Chinese : ReportLanguage.English;
        var news = new[] { new Headline(_title, null, new DateTimeOffset(2026, 3, 4, 5, 6, 0, TimeSpan.Zero)) };
        Facts = EvidenceFacts.Of(new EvidenceSnapshot(DateTimeOffset.UnixEpoch, language.Code, _quotes, news, [], EvidenceLines.Of(language, "daily", _quotes, news, TimeZoneInfo.Utc)));
        Right = Sentence();
        (Wrong, What) = Mutate();
    }

    public EvidenceFacts Facts { get; }

    public ProofSentence Right { get; }

    /// <summary>The sentence with one thing wrong.</summary>
    public string Wrong { get; }

    /// <summary>What is wrong: number, date, sign, unit, direction, figure, symbol or quotation.</summary>
    public string What { get; }

    private QuoteFigures Quote(string symbol)
    {
        var scale = (decimal)Math.Pow(10, _random.Next(0, 4));
        var from = Math.Round(scale * (1 + ((decimal)_random.NextDouble() * 8)), 2);
        var moved = Math.Round(from * (decimal)(_random.NextDouble() - 0.5) / 8, 2);
        moved = moved == 0 ? 0.01m : moved;
        var (low, high) = (Math.Min(from, from + moved) - Math.Round(from / 50, 2), Math.Max(from, from + moved) + Math.Round(from / 40, 2));
        var day = new DateOnly(2024, 1, 1).AddDays(_random.Next(900));
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            day = day.AddDays(1);
        }

        return new QuoteFigures(symbol, day, from + moved, from, day.AddDays(-1), low, high, _random.Next(10_000, 90_000_000));
    }

    private ProofSentence Sentence()
    {
        var templates = _isChinese ? Prose.Chinese : Prose.English;
        var template = templates[_random.Next(templates.Count)];
        return new ProofSentence(template, [.. Slot().Split(template).Where(static part => part.Length > 0).Select(Piece)]);
    }

    private ProofPiece Piece(string part)
    {
        if (part[0] != '{')
        {
            return new ProofPiece(part, "", false);
        }

        var second = part[^2] == '2';
        var kind = part.Trim('{', '}', '2');
        var quote = _quotes[second ? 1 : 0];
        return new ProofPiece(kind switch
        {
            "S" => quote.Symbol,
            "C" => Figures.Price(quote.Close),
            "A" => Figures.Price(Math.Abs(quote.Change!.Value)),
            "P" => Figures.Percent(Math.Abs(quote.Percent!.Value)).TrimStart('+'),
            "sA" => Figures.Change(quote.Change),
            "sP" => Figures.Percent(quote.Percent),
            "L" => Figures.Price(quote.Low!.Value),
            "H" => Figures.Price(quote.High!.Value),
            "V" => Figures.Volume(quote.Volume),
            "D" => Day(quote.Date),
            "W" => Weekday(quote.Date),
            "T" => _title,
            _ => Words.Pick(_random, kind, _isChinese, quote.Change > 0),
        }, kind, second);
    }

    private string Day(DateOnly day) => (_isChinese, _random.Next(3)) switch
    {
        (true, 0) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture),
        (true, 1) => day.ToString("M月d日", CultureInfo.InvariantCulture),
        (false, 0) => day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture),
        (false, 1) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        _ => Figures.Date(day),
    };

    private string Weekday(DateOnly day) => _isChinese ? "周" + "日一二三四五六"[(int)day.DayOfWeek] : day.DayOfWeek.ToString();

    private (string Wrong, string What) Mutate()
    {
        while (true)
        {
            var place = _random.Next(Right.Pieces.Count);
            var piece = Right.Pieces[place];
            var quote = _quotes[piece.IsSecond ? 1 : 0];
            (string Text, string What)? wrong = piece.Kind switch
            {
                "C" or "A" or "L" or "H" or "V" => _random.Next(5) switch { 0 => (Unit(piece.Text), "unit"), 1 when piece.Kind != "A" => (Other(piece.Kind, quote), "figure"), _ => (Digit(piece.Text), "number") },
                "P" => _random.Next(2) == 0 ? (PercentUnit(piece.Text), "unit") : (Digit(piece.Text), "number"),
                "sA" or "sP" => _random.Next(2) == 0 ? (piece.Text[0] == '-' ? '+' + piece.Text[1..] : '-' + piece.Text[1..], "sign") : (Digit(piece.Text), "number"),
                "D" => (Day(quote.Date.AddDays(_random.Next(1, 25) * (_random.Next(2) * 2 - 1))), "date"),
                "W" => (Weekday(quote.Date.AddDays(_random.Next(1, 7))), "date"),
                "r" or "n" or "g" or "a" => (Words.Pick(_random, piece.Kind, _isChinese, quote.Change < 0), "direction"),
                "S" => (Symbols.First(symbol => _quotes.All(known => known.Symbol != symbol)), "symbol"),
                "T" => (_title[..(_title.Length / 2)] + (_isChinese ? "不" : "not") + _title[(_title.Length / 2)..], "quotation"),
                _ => null,
            };
            if (wrong is { } other && other.Text != piece.Text)
            {
                return (Right.With(place, other.Text), other.What);
            }
        }
    }

    private string Digit(string number)
    {
        while (true)
        {
            var places = Enumerable.Range(0, number.Length).Where(at => char.IsAsciiDigit(number[at])).ToList();
            var place = places[_random.Next(places.Count)];
            var changed = number[..place] + (char)('0' + _random.Next(10)) + number[(place + 1)..];
            if (changed != number)
            {
                return changed;
            }
        }
    }

    private string Unit(string number) => number + (_isChinese ? new[] { "%", "欧元", "人民币", "倍" } : ["%", " euros", " yen", " percent"])[_random.Next(4)];

    private string PercentUnit(string percent) => percent.TrimEnd('%') + (_isChinese ? new[] { "元", "‰", "个百分点", "" } : ["", " basis points", "‰", " percentage points"])[_random.Next(4)];

    private static string Other(string kind, QuoteFigures quote) => Figures.Price(kind switch { "C" => quote.High, "H" => quote.Low, "L" => quote.Close, _ => quote.Close } ?? 0);

    [GeneratedRegex(@"(\{\w+\})")]
    private static partial Regex Slot();

    private static class Words
    {
        private static readonly Dictionary<string, string[]> Up = new()
        {
            ["r"] = ["rose", "gained", "climbed", "advanced", "jumped"], ["n"] = ["gain", "rise", "increase"], ["g"] = ["rising", "gaining", "climbing"], ["a"] = ["up"],
            ["zr"] = ["上涨", "大涨", "上升", "走高"], ["zn"] = ["涨幅"],
        };

        private static readonly Dictionary<string, string[]> Down = new()
        {
            ["r"] = ["fell", "declined", "dropped", "slipped", "lost"], ["n"] = ["decline", "drop", "loss"], ["g"] = ["falling", "losing", "dropping"], ["a"] = ["down"],
            ["zr"] = ["下跌", "回落", "下滑", "走低"], ["zn"] = ["跌幅"],
        };

        public static string Pick(Random random, string kind, bool isChinese, bool isUp)
        {
            var words = (isUp ? Up : Down)[isChinese ? "z" + kind : kind];
            return words[random.Next(words.Length)];
        }
    }
}
