using System.Reflection;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http.Preconditions;

namespace Nanobot.ServiceDefaults.Tests.Http.Preconditions;

public sealed class RequestPreconditionsTests
{
    private static readonly ParameterInfo Parameter = typeof(RequestPreconditionsTests).GetMethod(nameof(FieldOf), BindingFlags.NonPublic | BindingFlags.Static)!.GetParameters()[0];

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

        Assert.Equal((holds, holds), (read.AllowChange(At("\"3\"")), read.AllowRead(At("\"3\""))));
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

        Assert.Equal((matches, !matches), (read.Has(At("\"3\"")), read.AllowChange(At("\"3\""))));
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

        Assert.True(read.AllowChange(null) && read.AllowChange(At("\"1\"")) && read.AllowRead(At("\"1\"")) && !read.Has(At("\"1\"")));
    }

    [Theory]
    [InlineData("Wed, 06 Nov 2030 08:49:37 GMT", true, true)]
    [InlineData("Wednesday, 06-Nov-30 08:49:37 GMT", true, true)]
    [InlineData("Wed Nov  6 08:49:37 2030", true, true)]
    [InlineData("Wed, 06 Nov 2030 08:49:38 GMT", true, true)]
    [InlineData("Wed, 06 Nov 2030 08:49:36 GMT", false, false)]
    [InlineData("yesterday", true, false)]
    [InlineData("", true, false)]
    [InlineData("Wed, 06 Nov 2030 08:49:38 GMT, Wed, 06 Nov 2030 08:49:38 GMT", true, false)]
    public async Task Dates_are_compared_to_the_second_and_passed_over_where_they_are_none(string date, bool holds, bool has)
    {
        var expecting = await ReadAsync(("If-Unmodified-Since", date));
        var reading = await ReadAsync(("If-Modified-Since", date));

        Assert.Equal((holds, holds, false), (expecting.AllowChange(Dated), expecting.AllowRead(Dated), expecting.Has(Dated)));
        Assert.Equal((true, true, has), (reading.AllowChange(Dated), reading.AllowRead(Dated), reading.Has(Dated)));
        // Of what has no date, and of what is not there, a date says nothing.
        Assert.True(expecting.AllowChange(At("\"1\"")) && expecting.AllowChange(null) && !reading.Has(At("\"1\"")));
    }

    [Fact]
    public async Task Entity_tags_go_before_dates()
    {
        const string Before = "Wed, 06 Nov 2030 08:49:36 GMT", After = "Wed, 06 Nov 2030 08:49:38 GMT";
        var same = await ReadAsync(("If-Match", "\"1\""), ("If-Unmodified-Since", Before));
        var other = await ReadAsync(("If-None-Match", "\"2\""), ("If-Modified-Since", After));
        var both = await ReadAsync(("If-Match", "\"1\""), ("If-None-Match", "\"1\""));

        Assert.True(same.AllowChange(Dated) && same.AllowRead(Dated));
        Assert.False(other.Has(Dated));
        Assert.Equal((false, true, true), (both.AllowChange(Dated), both.AllowRead(Dated), both.Has(Dated)));
    }

    private static Validators Dated { get; } = new(new("\"1\""), new DateTimeOffset(2030, 11, 6, 9, 49, 37, 900, TimeSpan.FromHours(1)));

    private static Validators At(string tag) => new(new(tag));

    private static string FieldOf(RefusalException exception) => Assert.Single((IReadOnlyDictionary<string, string[]>)exception.Refusal.Members["errors"]!).Key;

    private static async Task<RequestPreconditions> ReadAsync(string? match = null, string? noneMatch = null) =>
        await ReadAsync([.. new[] { ("If-Match", match), ("If-None-Match", noneMatch) }.Where(static header => header.Item2 is not null).Select(static header => (header.Item1, header.Item2!))]);

    private static async Task<RequestPreconditions> ReadAsync(params (string Name, string Value)[] headers)
    {
        var http = new DefaultHttpContext();
        foreach (var (name, value) in headers)
        {
            http.Request.Headers[name] = value;
        }

        return await RequestPreconditions.BindAsync(http, Parameter);
    }
}
