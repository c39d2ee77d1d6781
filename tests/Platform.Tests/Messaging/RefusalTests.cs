using System.Text.Json;
using System.Text.Json.Nodes;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Messaging;

public sealed class RefusalTests
{
    public static TheoryData<string, string> Forgeries { get; } = new()
    {
        { "no context", "context_invalid" },
        { "an unknown key", "context_invalid" },
        { "a request's context", "context_invalid" },
        { "a call's context", "context_invalid" },
        { "an event of the gateway", "context_invalid" },
        { "a changed context", "context_invalid" },
        { "an operator's context", "context_invalid" },
        { "another module's context", "context_mismatch" },
        { "another tenant", "context_mismatch" },
        { "another user", "context_mismatch" },
        { "no tenant", "context_mismatch" },
        { "other data", "data_invalid" },
        { "no data", "data_invalid" },
        { "no id", "malformed" },
        { "no JSON", "malformed" },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task An_event_that_is_not_genuine_is_put_aside_at_once_and_takes_no_effect(string forgery, string reason)
    {
        await using var host = await MessagingHost.StartAsync();
        var ada = TestContexts.User();
        var data = Forge(forgery, ada);

        await host.AddAsync(data);

        var letters = await Eventually.GetAsync(() => host.EntriesAsync($"{ThingHappened.Topic}.dlq"), entries => entries.Count > 0);
        var letter = Assert.Single(letters);
        Assert.Equal(data, letter["data"]);
        var metadata = JsonSerializer.Deserialize<Dictionary<string, string>>(letter["metadata"])!;
        Assert.Equal(reason, metadata["dead-letter-reason"]);
        Assert.Equal("0", metadata["dead-letter-attempts"]);
        Assert.All(metadata, pair => Assert.Matches("^[a-z-]+$", pair.Key));
        Assert.All(metadata.Values, value => Assert.DoesNotContain(value, character => character is < ' ' or > '~'));
        await host.SettleAsync();
        Assert.Equal(0, await host.OwnerScalarAsync<long>("select count(*) from effects"));
        Assert.Equal(0, await host.OwnerScalarAsync<long>("select count(*) from nanobot.inbox"));
    }

    /// <summary>An entry that is not genuine, in one of the ways of <see cref="Forgeries"/>.</summary>
    internal static string Forge(string forgery, TenantContext ada)
    {
        var codec = TestContexts.Codec(module: MessagingHost.Group);
        var signed = codec.Sign(ada, ContextAudience.Event);
        var envelope = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = Guid.NewGuid().ToString(),
            ["source"] = MessagingHost.Group,
            ["type"] = ThingHappened.Topic,
            ["topic"] = ThingHappened.Topic,
            ["time"] = "2026-01-01T00:00:00+02:00",
            ["tenantid"] = ada.TenantId,
            ["userid"] = ada.UserId,
            ["tenantcontext"] = forgery switch
            {
                "no context" => null,
                "an unknown key" => Stranger().Sign(ada, ContextAudience.Event),
                "a request's context" => TestContexts.Codec().Sign(ada, ContextAudience.Request),
                "a call's context" => codec.Sign(ada, ContextAudience.Background),
                "an event of the gateway" => SignedContext.Of(TestKeys.Of("gateway"), ada, ContextAudience.Event),
                "another module's context" => TestContexts.Codec(module: "chat").Sign(ada, ContextAudience.Event),
                "a changed context" => signed[..^2] + (signed[^2] == 'A' ? 'B' : 'A') + signed[^1],
                "an operator's context" => SignedContext.Of(TestKeys.Of(MessagingHost.Group), TestContexts.Operator, ContextAudience.Event),
                _ => signed,
            },
            ["data"] = new JsonObject { ["number"] = forgery == "other data" ? "many" : 1 },
        };
        switch (forgery)
        {
            case "another tenant":
                envelope["tenantid"] = TestContexts.NewTenantId();
                break;
            case "another user":
                envelope["userid"] = "eve";
                break;
            case "no tenant":
                envelope.Remove("tenantid");
                break;
            case "no data":
                envelope.Remove("data");
                break;
            case "no id":
                envelope.Remove("id");
                break;
        }

        return forgery == "no JSON" ? "{\"id\": \"\u00fcber" : envelope.ToJsonString();
    }

    /// <summary>Signs by a key of the same id and issuer that nobody trusts.</summary>
    private static TenantContextCodec Stranger()
    {
        var key = TestKey.New(TestKeys.Of(MessagingHost.Group).Id, MessagingHost.Group);
        return TestContexts.Codec(null, MessagingHost.Group, TestKeys.Settings([key], [TestKeys.Of("gateway"), key]));
    }
}
