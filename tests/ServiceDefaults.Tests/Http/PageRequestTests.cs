using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.ServiceDefaults.Tests.Http;

/// <summary>A page goes on behind rows that cannot be read: none of the others is lost, and there is an end.</summary>
public sealed class PageRequestTests
{
    [Theory]
    [InlineData("good good good", 2, "k0 k1", true)]
    [InlineData("good bad good", 2, "k0", true)]
    [InlineData("bad bad good", 2, "", true)]
    [InlineData("bad bad", 2, "", false)]
    [InlineData("good good", 2, "k0 k1", false)]
    [InlineData("good lost good", 2, "k0", true)]
    public void Rows_that_cannot_be_read_take_their_places(string rows, int limit, string items, bool hasNext)
    {
        var page = new PageRequest(limit, null).ToPage(Rows(rows));

        Assert.Equal(items, string.Join(' ', page.Items));
        Assert.Equal(hasNext, page.NextCursor is not null);
    }

    [Fact]
    public void The_cursor_is_the_place_of_the_last_row_whether_it_can_be_read_or_not() =>
        Assert.Equal(
            new PageRequest(2, null).ToPage(Rows("good good good")).NextCursor,
            new PageRequest(2, null).ToPage(Rows("good bad good")).NextCursor);

    [Fact]
    public void A_page_without_any_place_has_no_end_that_could_be_told_and_fails() =>
        Assert.Throws<StoredDataException>(() => new PageRequest(1, null).ToPage(Rows("lost good")));

    [Theory]
    [InlineData("5%00")]
    [InlineData("%005")]
    [InlineData("+5")]
    [InlineData("%2B5")]
    [InlineData("5%20")]
    [InlineData("5.0")]
    [InlineData("-5")]
    [InlineData("%EF%BC%95")]
    [InlineData("0")]
    [InlineData("201")]
    [InlineData("99999999999")]
    [InlineData("")]
    public async Task A_limit_is_digits_and_nothing_else(string limit)
    {
        var http = new DefaultHttpContext { Request = { QueryString = new QueryString($"?limit={limit}") } };

        var refused = await Assert.ThrowsAsync<RefusalException>(async () => await PageRequest.BindAsync(http, typeof(string).GetMethod("Insert")!.GetParameters()[0]));
        Assert.Contains("limit", ((IReadOnlyDictionary<string, string[]>)refused.Refusal.Members["errors"]!).Keys);
    }

    private static List<StoredRow<string>> Rows(string rows) =>
        [.. rows.Split(' ').Select(static (kind, index) => new StoredRow<string>(kind == "lost" ? "" : $"k{index}", kind == "good" ? $"k{index}" : null, kind == "good"))];
}
