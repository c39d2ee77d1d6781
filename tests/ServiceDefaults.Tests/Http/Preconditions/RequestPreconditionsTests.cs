using System.Reflection;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http.Preconditions;

namespace Nanobot.ServiceDefaults.Tests.Http.Preconditions;

public sealed class RequestPreconditionsTests
{
    private static readonly ParameterInfo Parameter = typeof(RequestPreconditionsTests).GetMethod(nameof(ReadAsync), BindingFlags.NonPublic | BindingFlags.Static)!.GetParameters()[0];

    [Theory]
    [InlineData("\"3\"", true)]
    [InlineData("\"2\", \"3\"", true)]
    [InlineData("\"a,b\",\"3\"", true)]
    [InlineData("*", true)]
    [InlineData("W/\"3\"", false)]
    [InlineData("\"2\"", false)]
    [InlineData("\"x\", W/\"3\"", false)]
    public async Task If_Match_compares_strongly(string header, bool holds)
    {
        var read = await ReadAsync(match: header);

        Assert.Equal((holds, holds), (read.AllowChange(new("\"3\"")), read.AllowRead(new("\"3\""))));
        Assert.False(read.AllowChange(null));
    }

    [Theory]
    [InlineData("\"3\"", true)]
    [InlineData("W/\"3\"", true)]
    [InlineData("W/\"x\",W/\"3\"", true)]
    [InlineData("*", true)]
    [InlineData("\"2\"", false)]
    public async Task If_None_Match_compares_weakly(string header, bool matches)
    {
        var read = await ReadAsync(noneMatch: header);

        Assert.Equal((matches, !matches), (read.Has(new("\"3\"")), read.AllowChange(new("\"3\""))));
        Assert.True(read.AllowChange(null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("\"3")]
    [InlineData("\"3\", *")]
    [InlineData("\"3\" \"4\"")]
    public async Task A_malformed_header_is_refused_by_name(string header)
    {
        var match = await Assert.ThrowsAsync<RefusalException>(() => ReadAsync(match: header));
        var none = await Assert.ThrowsAsync<RefusalException>(() => ReadAsync(noneMatch: header));

        Assert.Equal(("If-Match", "If-None-Match"), (FieldOf(match), FieldOf(none)));
    }

    [Fact]
    public async Task Without_headers_everything_holds()
    {
        var read = await ReadAsync();

        Assert.True(read.AllowChange(null) && read.AllowChange(new("\"1\"")) && read.AllowRead(new("\"1\"")) && !read.Has(new("\"1\"")));
    }

    private static string FieldOf(RefusalException exception) => Assert.Single((IReadOnlyDictionary<string, string[]>)exception.Refusal.Members["errors"]!).Key;

    private static async Task<RequestPreconditions> ReadAsync(string? match = null, string? noneMatch = null)
    {
        var http = new DefaultHttpContext();
        if (match is not null)
        {
            http.Request.Headers.IfMatch = match;
        }

        if (noneMatch is not null)
        {
            http.Request.Headers.IfNoneMatch = noneMatch;
        }

        return await RequestPreconditions.BindAsync(http, Parameter);
    }
}
