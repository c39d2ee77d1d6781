using System.Text.RegularExpressions;
using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Tests.Values;

public sealed class TickerSymbolTests
{
    [Theory]
    [InlineData("aapl", "AAPL")]
    [InlineData(" BRK.B ", "BRK.B")]
    [InlineData("BRK-B", "BRK-B")]
    [InlineData("600519.SS", "600519.SS")]
    [InlineData("0700.HK", "0700.HK")]
    [InlineData("^GSPC", "^GSPC")]
    [InlineData("EURUSD=X", "EURUSD=X")]
    [InlineData("DX-Y.NYB", "DX-Y.NYB")]
    [InlineData("A", "A")]
    [InlineData("ABCDEFGHIJKLMNO", "ABCDEFGHIJKLMNO")]
    public void A_symbol_is_taken_in_upper_case(string text, string symbol) => Rule.Accepts<TickerSymbol>(text, symbol);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("^")]
    [InlineData("=")]
    [InlineData("-")]
    [InlineData("A..B")]
    [InlineData("A.-B")]
    [InlineData(".A")]
    [InlineData("A.")]
    [InlineData("^^A")]
    [InlineData("-A")]
    [InlineData("=X")]
    [InlineData("M&M.NS")]
    [InlineData("A^B")]
    [InlineData("../A")]
    [InlineData("A/B")]
    [InlineData("A?x=1")]
    [InlineData("A#b")]
    [InlineData("A%2e")]
    [InlineData("A@evil")]
    [InlineData("A B")]
    [InlineData("A\nB")]
    [InlineData("苹果")]
    [InlineData("ABCDEFGHIJKLMNOP")]
    public void What_has_no_price_file_is_no_symbol(string? text) => Rule.Refuses<TickerSymbol>(text);

    [Fact]
    public void The_pattern_is_the_rule_of_what_is_not_too_long() =>
        Rule.IsExactly<TickerSymbol>("Ab9.=-^ /", 8, static text => Regex.IsMatch(text.Trim().ToUpperInvariant(), TickerSymbol.Pattern));
}
