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
    [InlineData("good good bad", 2, "k0 k1", true)]
    [InlineData("bad", 1, "", false)]
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

    [Theory]
    [InlineData("bad bad bad good bad bad good bad bad")]
    [InlineData("bad bad bad bad")]
    [InlineData("good good good")]
    [InlineData("bad good")]
    [InlineData("good bad")]
    public async Task Page_by_page_every_row_that_can_be_read_comes_once_and_there_is_an_end(string kinds)
    {
        var all = Rows(kinds);
        for (var limit = 1; limit <= all.Count + 1; limit++)
        {
            var (items, pages, cursor) = (new List<string>(), 0, (string?)null);
            do
            {
                var request = await BindAsync($"?limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}");
                var page = request.ToPage([.. all.Where(row => request.After is null || string.CompareOrdinal(row.Key, request.After) > 0).Take(limit + 1)]);
                items.AddRange(page.Items);
                cursor = page.NextCursor;
                Assert.True(++pages <= all.Count);
            }
            while (cursor is not null);

            Assert.Equal(all.Where(static row => row.IsReadable).Select(static row => row.Key), items);
        }
    }

    [Theory]
    [InlineData("no id: 另一个 / \\ \u2028 '\"")]
    [InlineData("853us.0197a8f0-0000-7000-8000-000000000001")]
    public async Task A_cursor_is_any_text_that_a_row_may_have(string key)
    {
        var page = new PageRequest(1, null).ToPage<string>([new(key, null, false), new("z", null, false)]);

        Assert.Equal(key, (await BindAsync($"?cursor={page.NextCursor}")).After);
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("YQBi")]
    [InlineData("_w")]
    [InlineData("7aCA")]
    [InlineData("a")]
    [InlineData("!!")]
    [InlineData("")]
    public async Task A_cursor_that_no_row_can_have_is_refused(string cursor) =>
        Assert.Contains("cursor", ((IReadOnlyDictionary<string, string[]>)(await Assert.ThrowsAsync<RefusalException>(() => BindAsync($"?cursor={cursor}"))).Refusal.Members["errors"]!).Keys);

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
        var refused = await Assert.ThrowsAsync<RefusalException>(() => BindAsync($"?limit={limit}"));
        Assert.Contains("limit", ((IReadOnlyDictionary<string, string[]>)refused.Refusal.Members["errors"]!).Keys);
    }

    private static async Task<PageRequest> BindAsync(string query) =>
        await PageRequest.BindAsync(new DefaultHttpContext { Request = { QueryString = new QueryString(query) } }, typeof(string).GetMethod("Insert")!.GetParameters()[0]);

    private static List<StoredRow<string>> Rows(string rows) =>
        [.. rows.Split(' ').Select(static (kind, index) => new StoredRow<string>($"k{index}", kind == "good" ? $"k{index}" : null, kind == "good"))];
}
