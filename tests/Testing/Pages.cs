using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Nanobot.Testing;

/// <summary>Walks lists as a client does.</summary>
public static class Pages
{
    private const int MostPages = 500;

    /// <summary>All items of a list, page by page; fails where a page is refused or there is no end.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="path">The list, without a query.</param>
    /// <param name="limit">Most items of a page.</param>
    /// <param name="member">The member of the answer that holds the items.</param>
    public static async Task<List<JsonElement>> AllAsync(this HttpClient client, string path, int limit = 200, string member = "items")
    {
        var items = new List<JsonElement>();
        string? cursor = null;
        for (var pages = 0; pages < MostPages; pages++)
        {
            using var response = await client.GetAsync(new Uri($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", UriKind.Relative));
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            var page = await response.Content.ReadFromJsonAsync<JsonElement>();
            items.AddRange(page.GetProperty(member).EnumerateArray());
            if ((cursor = page.GetProperty("next_cursor").GetString()) is null)
            {
                return items;
            }
        }

        throw new InvalidOperationException($"{path} has no end.");
    }
}
