using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.ServiceDefaults.Http.Replicas;

namespace Nanobot.ServiceDefaults.Tests.Http.Replicas;

/// <summary>Calls go past a replica that is gone, and each of those that are there gets its share.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private readonly SetClock _clock = new();
    private readonly Network _network = new();
    private ServiceProvider? _services;

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task No_call_fails_while_one_of_three_replicas_is_gone_and_that_one_is_tried_once_in_a_while(string method)
    {
        var http = Client("http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3");
        _network.Gone.Add(2);

        for (var i = 0; i < 60; i++)
        {
            using var response = await AskAsync(http, method);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(1, _network.Asked[2]);
        Assert.InRange(_network.Asked[1], 20, 40);
        Assert.Equal(60, _network.Asked[1] + _network.Asked[3]);
    }

    [Fact]
    public async Task One_that_is_back_gets_its_share_again()
    {
        var http = Client("http://127.0.0.1:1", "http://127.0.0.1:2");
        _network.Gone.Add(2);
        (await AskAsync(http)).Dispose();
        (await AskAsync(http)).Dispose();
        _network.Gone.Clear();
        _clock.Now += TimeSpan.FromSeconds(3);

        for (var i = 0; i < 10; i++)
        {
            (await AskAsync(http)).Dispose();
        }

        Assert.InRange(_network.Asked[2], 5, 6);
    }

    [Fact]
    public async Task Where_nobody_is_there_each_was_tried_once_and_the_failure_says_that_nothing_was_sent()
    {
        var http = Client("http://127.0.0.1:1", "http://127.0.0.1:2");
        _network.Gone.UnionWith([1, 2]);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(http));

        Assert.Equal(HttpRequestError.ConnectionError, failure.HttpRequestError);
        Assert.Equal((1, 1), (_network.Asked[1], _network.Asked[2]));
    }

    [Fact]
    public async Task What_was_sent_is_sent_to_nobody_else()
    {
        var http = Client("http://127.0.0.1:1", "http://127.0.0.1:2");
        _network.Failure = new HttpRequestException(HttpRequestError.ResponseEnded, "It broke off.");

        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(http, "POST"));

        Assert.Equal(1, _network.Asked.Values.Sum());
    }

    [Fact]
    public async Task The_path_of_the_call_is_kept_and_an_address_that_names_no_module_is_asked_as_it_stands()
    {
        var http = Client("http://127.0.0.1:7");

        (await AskAsync(http)).Dispose();
        using var other = await http.GetAsync(new Uri("http://127.0.0.1:9/health"));

        Assert.Equal(["http://127.0.0.1:7/a/b?c=d", "http://127.0.0.1:9/health"], _network.Addresses);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_services is { } services)
        {
            await services.DisposeAsync();
        }
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, string method = "GET")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("https+http://chat/a/b?c=d"));
        return await http.SendAsync(request);
    }

    private HttpClient Client(params string[] addresses)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(addresses.Select(static (address, i) => KeyValuePair.Create($"services:chat:http:{i}", (string?)address))
            // Another use of the same configuration: the host of an instance's own address is no module's name.
            .Append(new("services:127.0.0.1:http:0", "http://127.0.0.1:5"))).Build());
        services.AddSingleton<TimeProvider>(_clock);
        services.AddHttpClient("chat").AddReplicas().ConfigurePrimaryHttpMessageHandler(() => _network);
        _services = services.BuildServiceProvider();
        return _services.GetRequiredService<IHttpClientFactory>().CreateClient("chat");
    }

    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromDays(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }

    private sealed class Network : HttpMessageHandler
    {
        public HashSet<int> Gone { get; } = [];

        public Dictionary<int, int> Asked { get; } = [];

        public List<string> Addresses { get; } = [];

        public Exception? Failure { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var port = request.RequestUri!.Port;
            Asked[port] = Asked.GetValueOrDefault(port) + 1;
            Addresses.Add(request.RequestUri.AbsoluteUri);
            return Failure is { } failure ? Task.FromException<HttpResponseMessage>(failure)
                : Gone.Contains(port) ? Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.ConnectionError, "Refused."))
                : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
