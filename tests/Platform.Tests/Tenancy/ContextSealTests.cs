using System.Buffers.Text;
using System.Text;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Tenancy;

/// <summary>What is sealed for one module is worth nothing to any other one, whoever has got hold of it.</summary>
public sealed class ContextSealTests
{
    private static readonly TenantContext Ada = TestContexts.Of("acme", "ada", TenantRole.User, "free", 7);

    [Fact]
    public void A_call_is_read_back_whole_by_the_module_that_it_is_for_and_by_no_other_one()
    {
        foreach (var (sender, recipient) in new[] { ("gateway", "chat"), ("chat", "reports"), ("reports", "tenants") })
        {
            var envelope = TestContexts.Codec(module: sender).ForCall(Ada, recipient);

            Assert.Equal([recipient], TestKeys.Services.Where(module => TestContexts.Codec(module: module).VerifyCall(envelope) is not null));
            Assert.Equal(Ada, TestContexts.Codec(module: recipient).VerifyCall(envelope));
        }
    }

    [Fact]
    public void A_stolen_key_of_a_service_seals_requests_for_that_service_alone()
    {
        var (gateway, chat) = (TestKeys.Of("gateway"), TestKeys.Of("chat"));
        var forged = from recipient in TestKeys.Services
                     from thiefs in new[] { (Sender: gateway, Recipient: chat), (Sender: chat, Recipient: TestKeys.Of(recipient)) }
                     from audience in new[] { ContextAudience.Request, ContextAudience.Background, ContextAudience.Event }
                     let envelope = SignedContext.Sealed(chat, thiefs.Sender, thiefs.Recipient, Ada, audience)
                     where TestContexts.Codec(module: recipient).Verify(envelope, audience) is not null
                     select $"{thiefs.Sender.Issuer} to {recipient}: {audience}";

        // To itself it could say the same without a seal. To others it says what its signature would say.
        Assert.Equal(
            ["chat to chat: background", "chat to reports: background", "chat to scheduler: background", "chat to tenants: background", "gateway to chat: request"],
            forged.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_module_was_sent_it_cannot_send_back_or_on()
    {
        var (gateway, chat, reports) = (TestKeys.Of("gateway"), TestKeys.Of("chat"), TestKeys.Of("reports"));
        // The key of one direction is none for the other, and the one with another module is another.
        foreach (var (sender, recipient, named) in new[] { (gateway, chat, gateway.Id), (gateway, chat, reports.Id), (chat, gateway, chat.Id) })
        {
            var envelope = SignedContext.Sealed(chat, sender, recipient, Ada, ContextAudience.Request, recipientId: named);

            Assert.All(["gateway", .. TestKeys.Services], module => Assert.Null(TestContexts.Codec(module: module).VerifyCall(envelope)));
        }
    }

    [Fact]
    public void Any_changed_character_is_refused()
    {
        var codec = TestContexts.Codec(module: "chat");
        var envelope = TestContexts.Codec().ForCall(Ada, "chat");
        var accepted = Enumerable.Range(0, envelope.Length)
            .Select(i => envelope[..i] + (envelope[i] == 'A' ? 'B' : 'A') + envelope[(i + 1)..])
            .Count(changed => codec.VerifyCall(changed) is not null);

        // The last of 43 digits carries four bits only.
        Assert.InRange(accepted, 0, 1);
    }

    [Fact]
    public void Neither_form_passes_for_the_other_one_and_no_event_is_sealed()
    {
        var (gateway, chat) = (TestKeys.Of("gateway"), TestKeys.Of("chat"));
        var codec = TestContexts.Codec(module: "chat");

        Assert.NotNull(codec.VerifyCall(SignedContext.Sealed(gateway, gateway, chat, Ada, ContextAudience.Request)));
        Assert.Null(codec.VerifyCall(SignedContext.Sealed(gateway, gateway, chat, Ada, ContextAudience.Request, version: 2)));
        Assert.Null(codec.VerifyCall(SignedContext.Of(gateway, Ada, ContextAudience.Request, version: 3)));
        Assert.Null(codec.Verify(SignedContext.Sealed(TestKeys.Of("tenants"), TestKeys.Of("tenants"), chat, Ada, ContextAudience.Event), ContextAudience.Event));
        Assert.Null(TestContexts.Codec(module: "reports").VerifyCall(SignedContext.Sealed(gateway, TestKey.New(gateway.Id, "gateway"), chat, Ada, ContextAudience.Request)));
    }

    [Fact]
    public void During_a_rotation_a_call_is_sealed_by_the_key_that_the_module_has_had_for_longest()
    {
        var (first, second, gateway) = (TestKeys.Of("chat"), TestKey.New("chat-2", "chat"), TestKeys.Of("gateway"));
        var before = TestContexts.Codec(null, "chat", TestKeys.Settings([first], [first, second, gateway]));
        var during = TestContexts.Codec(null, "chat", TestKeys.Settings([second, first], [first, second, gateway]));
        var after = TestContexts.Codec(null, "chat", TestKeys.Settings([second], [second, gateway]));

        var early = TestContexts.Codec(null, "gateway", TestKeys.Settings([gateway], [gateway, first, second])).ForCall(Ada, "chat");
        var late = TestContexts.Codec(null, "gateway", TestKeys.Settings([gateway], [gateway, second])).ForCall(Ada, "chat");

        Assert.Equal([Ada, Ada, null], new[] { before, during, after }.Select(codec => codec.VerifyCall(early)));
        Assert.Equal([null, Ada, Ada], new[] { before, during, after }.Select(codec => codec.VerifyCall(late)));
    }

    [Fact]
    public void Without_a_key_of_the_module_or_where_the_settings_say_so_a_call_is_signed_and_any_module_reads_it()
    {
        var gateway = TestKeys.Of("gateway");
        var alone = TestContexts.Codec(null, "gateway", TestKeys.Settings([gateway], [gateway])).ForCall(Ada, "chat");
        var told = TestContexts.Codec(null, "gateway", TestKeys.Settings("gateway").Append(new("Tenancy:SealsCalls", "false"))).ForCall(Ada, "chat");

        foreach (var envelope in new[] { alone, told })
        {
            Assert.Equal(Ada, TestContexts.Codec(module: "reports").VerifyCall(envelope));
            Assert.Contains("\"v\":2", Encoding.UTF8.GetString(Base64Url.DecodeFromChars(envelope.Split('.')[0])), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Many_threads_seal_and_read_at_once()
    {
        var (gateway, chat) = (TestContexts.Codec(), TestContexts.Codec(module: "chat"));

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var context = TestContexts.User($"user-{i}");
            Assert.Equal(context, chat.VerifyCall(gateway.ForCall(context, "chat")));
        });
    }
}
