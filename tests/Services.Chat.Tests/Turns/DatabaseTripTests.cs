using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Chat.Tests.Turns;

/// <summary>
/// How often a turn waits for the database: once before the model is asked, once for the ledger's row of the call, and once for all that is written. Nothing else of the service
/// runs meanwhile, and the stores are warm.
/// </summary>
public sealed class DatabaseTripTests
{
    private const int Most = 3;

    [Fact]
    public async Task A_turn_without_tools_makes_three_round_trips_in_a_session_and_as_the_first_of_one()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Well."));
        await using var counted = await CountedHost.StartAsync(model);
        using var client = counted.Host.For(TestContexts.User());
        var session = (await client.SayAsync("hello")).Text("session_id");
        await client.SayAsync("again", session);

        var first = await counted.CountAsync(() => client.SayAsync("hello"));
        var further = await counted.CountAsync(() => client.SayAsync("and again", session));

        Assert.Equal((Most, Most), (first, further));
    }

    [Fact]
    public async Task So_does_a_streamed_one_and_one_whose_conversation_the_application_keeps()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Well."));
        await using var counted = await CountedHost.StartAsync(model);
        using var client = counted.Host.For(TestContexts.User());
        var session = (await client.SayAsync("hello")).Text("session_id");
        await StreamAsync(client, session);
        await CompleteAsync(client);

        var streamed = await counted.CountAsync(() => StreamAsync(client, session));
        var completed = await counted.CountAsync(() => CompleteAsync(client));

        Assert.Equal((Most, Most), (streamed, completed));
    }

    private static async Task<string> StreamAsync(HttpClient client, string session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message = "on", session_id = session }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await client.SendAsync(request);
        var events = await response.Content.ReadAsStringAsync();
        Assert.Contains("event: done", events, StringComparison.Ordinal);
        return events;
    }

    private static async Task<HttpStatusCode> CompleteAsync(HttpClient client)
    {
        using var response = await client.PostAsJsonAsync("/v1/chat/completions", new { model = "scripted-1", messages = new[] { new { role = "user", content = "hello" } } });
        await response.JsonAsync(HttpStatusCode.OK);
        return response.StatusCode;
    }

    private sealed class CountedHost : IAsyncDisposable
    {
        // It is made with the host, which begins with the first client.
        private CountedDatabase? _database;

        private CountedHost()
        {
        }

        public required ChatHost Host { get; init; }

        public static async Task<CountedHost> StartAsync(ScriptedModel model)
        {
            CountedHost? made = null;
            return made = new CountedHost
            {
                Host = await ChatHost.StartAsync(model, configure: WithoutItsOwnWork, through: connection => (made!._database = new CountedDatabase(connection)).ConnectionString),
            };
        }

        public async Task<long> CountAsync<T>(Func<Task<T>> work)
        {
            var before = _database!.Trips;
            await work();
            return _database.Trips - before;
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await _database!.DisposeAsync();
        }

        private static void WithoutItsOwnWork(IServiceCollection services)
        {
            foreach (var hosted in services.Where(static service => service.ServiceType == typeof(IHostedService)).ToList())
            {
                if (hosted.ImplementationType?.Namespace?.StartsWith("Nanobot.", StringComparison.Ordinal) is true)
                {
                    services.Remove(hosted);
                }
            }
        }
    }
}
