using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Tests.Values;

public sealed class OneLineTests
{
    [Fact]
    public void A_title_is_composed_and_without_white_space_around_it()
    {
        Rule.Accepts<SessionTitle>("  Zoe\u0308s  Fonds\u3000", "Zoës  Fonds");
        Rule.Accepts<SessionTitle>("黄金与白银 🪙", "黄金与白银 🪙");
        Rule.Accepts<SessionTitle>($" {new string('x', 200)} ", new string('x', 200));
        Rule.Accepts<SearchWords>(" e\u0301 ", "é");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u3000 ")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\tb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u2028b")]
    [InlineData("a\ufffeb")]
    public void What_is_not_one_line_of_text_is_neither_a_title_nor_looked_for(string? text)
    {
        Rule.Refuses<SessionTitle>(text);
        Rule.Refuses<SearchWords>(text);
    }

    [Fact]
    public void Half_a_character_and_more_characters_than_fit_are_refused()
    {
        Rule.Refuses<SessionTitle>("a\ud83d");
        Rule.Refuses<SessionTitle>("\ude00a");
        Rule.Refuses<SessionTitle>(new string('x', 201));
        // Composed it is longer than it was written.
        Rule.Refuses<SessionTitle>(new string('\u0958', 150));
    }

    [Fact]
    public void Of_signs_that_are_lines_or_not_exactly_lines_are_taken() => Rule.IsExactly<SessionTitle>("a \n\u0301\u3000", 6,
        static text => text.Trim().Length > 0 && !text.Trim().Contains('\n', StringComparison.Ordinal));
}
