using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Testing;

namespace Nanobot.ServiceDefaults.Tests.Http;

/// <summary>What is wrong with a body is named all at once, over a real socket: what is buffered differs from a test server.</summary>
public sealed class BodyErrorsTests : IAsyncLifetime
{
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(TestKeys.Settings("test"));
        builder.AddServiceDefaults("test");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.UseServiceDefaults();
        _app.MapGroup("").AllowAnonymous()
            .MapPost("/orders", static (Order order) => TypedResults.Ok(order.Lines?.Count ?? 0))
            .WithMetadata(Operations.Tenants.CreateUser) // Any: what is served as an operation is held to the rules of operations.
            .WithBodyCheck<Order>(static (order, _, errors) =>
            {
                errors.Length(order.Name, "name", 1, 5);
                for (var i = 0; i < (order.Lines?.Count ?? 0); i++)
                {
                    errors.Require(order.Lines![i] is { Length: > 0 }, "lines", string.Create(CultureInfo.InvariantCulture, $"entry {i + 1} must not be empty"));
                }
            });
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"name":"too long","count":"3","colour":1}""", "colour", "count", "name")]
    [InlineData("""{"name":5,"lines":["",2]}""", "lines", "lines[1]", "name")]
    [InlineData("""{"name":"a","lines":["b",2]}""", "lines[1]")]
    [InlineData("""{"name":"a","lines":5,"box":{"height":"x","depth":1,"more":{}}}""", "box.depth", "box.height", "box.more", "lines")]
    [InlineData("""{"name":"a","box":[]}""", "box")]
    [InlineData("""{"name":"a","name":"b","count":true}""", "count", "name")]
    [InlineData("""{"name":"a","a b":1,"x.y":2}""", "['a b']", "['x.y']")]
    [InlineData("""{"name":"a","open":{"anything":[1]},"extra":1}""", "extra")]
    [InlineData("""{"name":"\ud800","count":"x"}""", "count", "name")]
    public async Task Wrong_types_unknown_members_and_wrong_values_are_named_at_once(string body, params string[] fields)
    {
        var errors = await ErrorsAsync(body);

        Assert.Equal(fields, errors.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"name":"a","count":"x","\ud800":1}""")]
    [InlineData("""{"name":"a","count":"x","open":{"\ud800":{"\udc00":1}}}""")]
    [InlineData("""{"name":"a","count":"x","open":{"b":1,"b":2}}""")]
    [InlineData("""{"name":"a","count":"x","lines":{"a":[[[[]]]]}}""")]
    [InlineData("""{"name":"a","count":1e400,"box":{"height":1.5}}""")]
    [InlineData("""{"name":"a","count":"x"} {}""")]
    public async Task Whatever_the_body_is_like_it_is_a_400(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(new Uri("/orders", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_entries_of_a_list_keep_their_places()
    {
        var errors = await ErrorsAsync("""{"name":"a","lines":["b",2,""]}""");

        Assert.Contains("entry 3 must not be empty", errors["lines"]);
    }

    [Fact]
    public async Task Twenty_are_named_and_not_more()
    {
        var members = string.Join(',', Enumerable.Range(0, 50).Select(static i => string.Create(CultureInfo.InvariantCulture, $"\"m{i}\":1")));

        Assert.Equal(20, (await ErrorsAsync($$"""{"name":"too long",{{members}}}""")).Count);
    }

    [Fact]
    public async Task The_name_of_an_unknown_member_is_cut()
    {
        var errors = await ErrorsAsync($$"""{"name":"a","{{new string('x', 5000)}}":1}""");

        Assert.Equal(101, Assert.Single(errors.Keys).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_body_that_arrives_in_pieces_is_named_from_its_first_fault_to_its_last(bool hasLength)
    {
        var lines = string.Join(',', Enumerable.Repeat("\"line\"", 100_000));
        var errors = await ErrorsAsync(() => Pieces($$"""{"count":"3","lines":[{{lines}}],"name":"too long","colour":1}""", hasLength));

        Assert.Equal(["colour", "count", "name"], errors.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_good_body_is_read(bool hasLength)
    {
        var lines = string.Join(',', Enumerable.Repeat("\"line\"", 100_000));
        using var content = Pieces($$"""{"name":"a","lines":[{{lines}}]}""", hasLength);
        using var response = await _client.PostAsync(new Uri("/orders", UriKind.Relative), content);

        Assert.Equal("100000", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_a_413_as_before()
    {
        using var content = Pieces($$"""{"name":"{{new string('x', 1_100_000)}}"}""", hasLength: false);
        using var response = await _client.PostAsync(new Uri("/orders", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("BODY_TOO_LARGE", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<Dictionary<string, string[]>> ErrorsAsync(string body) => ErrorsAsync(() => new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task<Dictionary<string, string[]>> ErrorsAsync(Func<HttpContent> body)
    {
        using var content = body();
        using var response = await _client.PostAsync(new Uri("/orders", UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, text);
        using var problem = JsonDocument.Parse(text);
        Assert.Equal("VALIDATION_FAILED", problem.RootElement.GetProperty("code").GetString());
        return problem.RootElement.GetProperty("errors").Deserialize<Dictionary<string, string[]>>()!;
    }

    private static PiecesContent Pieces(string body, bool hasLength) => new(Encoding.UTF8.GetBytes(body), hasLength);

    /// <summary>A body that is written, and sent, bit by bit.</summary>
    private sealed class PiecesContent : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly bool _hasLength;

        public PiecesContent(byte[] bytes, bool hasLength)
        {
            (_bytes, _hasLength) = (bytes, hasLength);
            Headers.ContentType = new("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var piece in _bytes.Chunk(10_000))
            {
                await stream.WriteAsync(piece);
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes.Length;
            return _hasLength;
        }
    }

    private sealed record Order(string? Name, int? Count = null, IReadOnlyList<string>? Lines = null, Box? Box = null, Open? Open = null);

    private sealed record Box(int? Height = null);

    private sealed record Open
    {
        [JsonExtensionData]
        public IDictionary<string, JsonElement>? More { get; init; }
    }
}
