using System.Buffers.Text;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Core.Caching;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Tenancy;

public sealed class TenantContextCodecTests
{
    private static readonly TenantContext Ada = TestContexts.Of("acme", "ada", TenantRole.User, "free", 7);

    [Fact]
    public void A_signed_context_is_read_back_whole_by_every_module()
    {
        Assert.Equal(Ada, Service().Verify(TestContexts.Codec().Sign(Ada, ContextAudience.Request), ContextAudience.Request));
        Assert.Equal(Ada, TestContexts.Codec().Verify(Service().Sign(Ada, ContextAudience.Event), ContextAudience.Event));
        Assert.Equal(Ada, TestContexts.Codec(module: "reports").Verify(Service().Sign(Ada, ContextAudience.Background), ContextAudience.Background));
    }

    [Fact]
    public void The_tenants_zone_travels_in_an_envelope_and_with_whoever_acts_as_a_user()
    {
        var boss = TestContexts.Of("acme", "boss", TenantRole.TenantAdmin, "free", 7, timeZone: "Asia/Shanghai");

        Assert.Equal("Asia/Shanghai", Service().Verify(TestContexts.Codec().Sign(boss, ContextAudience.Request), ContextAudience.Request)!.TimeZone);
        Assert.Equal("Asia/Shanghai", boss.AsUser("ada").TimeZone);
        Assert.Null(Service().Verify(TestContexts.Codec().Sign(Ada, ContextAudience.Request), ContextAudience.Request)!.TimeZone);
    }

    [Fact]
    public void An_envelope_is_for_its_own_audience_alone()
    {
        var envelopes = new Dictionary<string, string>
        {
            [ContextAudience.Request] = TestContexts.Codec().Sign(Ada, ContextAudience.Request),
            [ContextAudience.Background] = Service().Sign(Ada, ContextAudience.Background),
            [ContextAudience.Event] = Service().Sign(Ada, ContextAudience.Event),
        };

        foreach (var (audience, envelope) in envelopes)
        {
            var codec = Service();
            Assert.Equal([audience], envelopes.Keys.Where(asked => codec.Verify(envelope, asked) is not null));
            Assert.Equal(audience != ContextAudience.Event, codec.VerifyCall(envelope) is not null);
        }
    }

    [Fact]
    public void A_gateway_calls_with_requests_and_a_service_with_background_work()
    {
        Assert.Equal(ContextAudience.Request, TestContexts.Codec().CallsAs);
        Assert.Equal(ContextAudience.Background, Service().CallsAs);
    }

    [Fact]
    public void Any_changed_character_is_refused()
    {
        var codec = TestContexts.Codec();
        var envelope = codec.Sign(Ada, ContextAudience.Request);
        var accepted = Enumerable.Range(0, envelope.Length)
            .Select(i => envelope[..i] + (envelope[i] == 'A' ? 'B' : 'A') + envelope[(i + 1)..])
            .Count(changed => codec.Verify(changed, ContextAudience.Request) is not null);

        // The last character of 86 base64url digits carries two bits only: a change within the unused four decodes to the
        // same signature, or is no valid base64url at all.
        Assert.InRange(accepted, 0, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("e30.e30")]
    [InlineData("e31.e30")]
    [InlineData("e30.e31")]
    [InlineData("bnVsbA.AAAA")]
    [InlineData("not base64.at all")]
    [InlineData("a.b.c")]
    [InlineData("e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("bnVsbA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Text_that_is_no_envelope_is_refused(string text) =>
        Assert.Null(TestContexts.Codec().Verify(text, ContextAudience.Request));

    [Fact]
    public void White_space_within_an_envelope_is_refused()
    {
        var codec = TestContexts.Codec();
        var envelope = codec.Sign(Ada, ContextAudience.Request);

        Assert.Null(codec.Verify(envelope + " ", ContextAudience.Request));
        Assert.Null(codec.Verify(envelope.Replace(".", ". ", StringComparison.Ordinal), ContextAudience.Request));
        Assert.Null(codec.Verify(" " + envelope, ContextAudience.Request));
    }

    [Fact]
    public void A_context_signed_by_another_key_of_the_same_id_is_refused()
    {
        var stranger = TestKey.New(TestKeys.Of("gateway").Id, "gateway");

        Assert.Null(TestContexts.Codec().Verify(SignedContext.Of(stranger, Ada, ContextAudience.Request), ContextAudience.Request));
    }

    [Fact]
    public void A_key_under_the_id_of_another_is_refused()
    {
        var gateway = TestKeys.Of("gateway");

        Assert.Null(Service().Verify(SignedContext.Of(TestKeys.Of("chat"), Ada, ContextAudience.Request, keyId: gateway.Id), ContextAudience.Request));
        Assert.Null(Service().Verify(SignedContext.Of(gateway, Ada, ContextAudience.Request, keyId: "nobody"), ContextAudience.Request));
        Assert.NotNull(Service().Verify(SignedContext.Of(gateway, Ada, ContextAudience.Request), ContextAudience.Request));
    }

    [Fact]
    public void An_envelope_of_another_version_is_refused() =>
        Assert.Null(Service().Verify(SignedContext.Of(TestKeys.Of("gateway"), Ada, ContextAudience.Request, version: 1), ContextAudience.Request));

    [Fact]
    public void During_a_rotation_both_keys_verify_and_the_first_signs()
    {
        var (first, second) = (TestKeys.Of("gateway"), TestKey.New("gateway-2", "gateway"));
        var before = TestContexts.Codec();
        var during = TestContexts.Codec(null, "gateway", TestKeys.Settings([second, first], [first, second]));
        var after = TestContexts.Codec(null, "gateway", TestKeys.Settings([second], [second]));

        Assert.Equal(Ada, during.Verify(before.Sign(Ada, ContextAudience.Request), ContextAudience.Request));
        Assert.Equal(Ada, after.Verify(during.Sign(Ada, ContextAudience.Request), ContextAudience.Request));
        Assert.Null(after.Verify(before.Sign(Ada, ContextAudience.Request), ContextAudience.Request));
        var body = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(during.Sign(Ada, ContextAudience.Request).Split('.')[0]));
        Assert.Contains("\"kid\":\"gateway-2\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_of_a_call_ends_after_its_lifetime_and_skew_and_an_events_does_not()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var codec = TestContexts.Codec(clock);
        var request = codec.Sign(Ada, ContextAudience.Request);
        var background = TestContexts.Codec(clock, "chat").Sign(Ada, ContextAudience.Background);
        var happened = TestContexts.Codec(clock, "chat").Sign(Ada, ContextAudience.Event);

        clock.Advance(TimeSpan.FromSeconds(64));
        Assert.NotNull(codec.Verify(request, ContextAudience.Request));
        Assert.NotNull(codec.Verify(background, ContextAudience.Background));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(codec.Verify(request, ContextAudience.Request));
        Assert.Null(codec.Verify(background, ContextAudience.Background));
        clock.Advance(TimeSpan.FromDays(400));
        Assert.NotNull(codec.Verify(happened, ContextAudience.Event));
    }

    [Fact]
    public void An_envelope_that_comes_again_is_remembered_and_not_looked_into_again()
    {
        var codec = Service();
        var envelope = TestContexts.Codec().Sign(Ada, ContextAudience.Request);

        var verified = codec.Open(envelope);

        Assert.NotNull(verified);
        // The text is another object each time, as headers are.
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Same(verified, codec.Open(new string(envelope))));
    }

    [Fact]
    public void However_many_envelopes_come_only_so_many_are_remembered()
    {
        var cache = new ExpiringCache<string, string>(100, TimeProvider.System);
        for (var i = 0; i < 1_000; i++)
        {
            cache.Set($"{i}", "value", DateTimeOffset.MaxValue);
            Assert.InRange(cache.Count, 1, 100);
        }

        Assert.True(cache.TryGet("999", out _));
        Assert.False(cache.TryGet("0", out _));
    }

    [Fact]
    public void Every_context_can_be_written_down_whether_it_has_a_tenant_or_not()
    {
        Assert.Equal("user ada of acme (free, epoch 7)", $"{Ada}");
        Assert.Equal("gateway - of - (-, epoch 0)", $"{TestContexts.Gateway}");
    }

    [Fact]
    public void Many_threads_sign_and_verify_at_once()
    {
        var (gateway, service) = (TestContexts.Codec(), Service());

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var context = TestContexts.User($"user-{i}");
            Assert.Equal(context, service.Verify(gateway.Sign(context, ContextAudience.Request), ContextAudience.Request));
        });
    }

    [Fact]
    public void A_context_from_the_future_is_refused()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var codec = TestContexts.Codec(clock);
        var envelope = codec.Sign(Ada, ContextAudience.Request);

        clock.AdjustTime(clock.GetUtcNow() - TimeSpan.FromSeconds(6));

        Assert.Null(codec.Verify(envelope, ContextAudience.Request));
    }

    [Theory]
    [InlineData(null, "ada", TenantRole.User)]
    [InlineData("acme", null, TenantRole.User)]
    [InlineData("", "ada", TenantRole.User)]
    [InlineData("acme", "ada", TenantRole.Operator)]
    [InlineData("acme", null, TenantRole.Gateway)]
    [InlineData(null, null, TenantRole.TenantAdmin)]
    [InlineData("acme", "ada", "root")]
    public void A_role_without_the_ids_it_needs_or_with_ones_it_must_not_have_is_refused(string? tenant, string? user, string role) =>
        Assert.Null(TestContexts.Codec().Verify(
            SignedContext.Of(TestKeys.Of("gateway"), TestContexts.Of(tenant, user, role), ContextAudience.Request), ContextAudience.Request));

    private static TenantContextCodec Service() => TestContexts.Codec(module: "chat");
}
