using System.Globalization;
using System.Text;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.Platform.Tests.Texts;

public sealed class TextCutTests
{
    private const string Family = "\U0001F469\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";
    private const string Accented = "e\u0301\u0323";
    private const string Flag = "\U0001F1F9\U0001F1FC";
    private const string Hangul = "\u1112\u1161\u11AB";
    private const string Waving = "\U0001F44B\U0001F3FD";
    private const string Devanagari = "\u0928\u093F";

    public static TheoryData<string> Characters => [Family, Accented, Flag, Hangul, Waving, Devanagari, "\r\n", "\U0001F600", "字\uFE00", "3\uFE0F\u20E3"];

    [Theory]
    [MemberData(nameof(Characters))]
    public void A_character_of_several_parts_stays_whole_or_goes(string character)
    {
        for (var room = 0; room < character.Length; room++)
        {
            Assert.Equal("ab", TextCut.Beginning("ab" + character + "cd", 2 + room));
        }

        Assert.Equal("ab" + character, TextCut.Beginning("ab" + character + "cd", 2 + character.Length));
    }

    [Fact]
    public void A_run_of_flags_is_cut_between_flags()
    {
        var flags = string.Concat(Enumerable.Repeat(Flag, 50));

        Assert.Equal(Flag.Length * 12, TextCut.Length(flags, (Flag.Length * 12) + 2));
    }

    [Fact]
    public void What_has_room_is_left_as_it_is()
    {
        Assert.Same(Family, TextCut.Beginning(Family, Family.Length));
        Assert.Same(Family, TextCut.Shortened(Family, Family.Length));
    }

    [Fact]
    public void A_shortened_text_ends_in_an_ellipsis_that_counts()
    {
        Assert.Equal("one two…", TextCut.Shortened("one two three", 9));
        Assert.Equal("a…", TextCut.Shortened("a" + Accented + "b", 4));
        Assert.Equal("…", TextCut.Shortened("anything", 1));
    }

    [Fact]
    public void A_character_longer_than_all_the_room_is_cut_between_its_code_points()
    {
        var endless = "\U0001F600" + string.Concat(Enumerable.Repeat("\U0001E8D0", 500));

        Assert.Equal(100, TextCut.Length(endless, 101));
        Assert.Equal(200, TextCut.Length("ab" + endless, 201));
        Assert.Equal(endless, string.Concat(TextCut.Pieces(endless, 7)));
    }

    [Fact]
    public void Every_cut_of_mixed_text_lies_where_unicode_has_a_boundary()
    {
        var text = string.Concat(Enumerable.Repeat($"Hi {Family}你好{Accented}\r\n{Flag}{Flag}x{Devanagari}{Hangul}好{Waving} \u0600a#\uFE0F\u20E3 z", 4));
        HashSet<int> boundaries = [.. StringInfo.ParseCombiningCharacters(text), text.Length];

        for (var maximum = 0; maximum <= text.Length; maximum++)
        {
            Assert.Equal(boundaries.Where(boundary => boundary <= maximum).Max(), TextCut.Length(text, maximum));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(24)]
    public void Pieces_are_all_of_the_text_and_each_is_text_of_its_own(int size)
    {
        var text = $"one {Family} two {Flag} three {Accented}" + new string('好', 30);
        var pieces = TextCut.Pieces(text, size).ToList();

        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, piece =>
        {
            Assert.InRange(piece.Length, 1, size);
            Assert.True(piece.EnumerateRunes().All(static rune => rune != Rune.ReplacementChar));
        });
    }

    [Fact]
    public void A_long_text_is_not_read_from_its_beginning()
    {
        // A cut from its beginning would take minutes for all of these.
        var text = new string('字', 1_000_000) + Family;
        var cuts = Enumerable.Range(0, 20_000).Sum(time => (long)TextCut.Length(text, text.Length - 1 - (time % 3)));

        Assert.Equal(20_000L * 1_000_000, cuts);
    }
}
