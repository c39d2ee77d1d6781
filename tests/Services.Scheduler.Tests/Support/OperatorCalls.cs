using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Support;

/// <summary>What operators ask of a scheduler.</summary>
internal static class OperatorCalls
{
    private const string Path = "/schedule/operations";

    public static HttpClient Operators(this SchedulerHost host) => host.ClientFor(TestContexts.Operator);

    public static Task<JsonObject> SayAsync(this HttpClient operators, string state, string? reason = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        operators.SendAsync(HttpMethod.Put, $"{Path}/state", new { state, reason }, expected);

    public static Task<JsonObject> LookAsync(this HttpClient operators) => operators.ReadAsync(Path);

    public static long Count(this JsonObject look, string member, string of = "jobs") => look[member]![of]!.GetValue<long>();
}
