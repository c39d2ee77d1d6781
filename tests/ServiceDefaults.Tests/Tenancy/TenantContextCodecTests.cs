using System.Buffers.Text;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.ServiceDefaults.Tests.Tenancy;

public sealed class TenantContextCodecTests
{
    private static readonly TenantContext Ada = new("acme", "ada", TenantRole.User, "free", 7);

    [Fact]
    public void A_signed_context_is_read_back_whole()
    {
        var codec = TestContexts.Codec();

        Assert.Equal(Ada, codec.Verify(codec.Sign(Ada, ContextAudience.Request), ContextAudience.Request));
    }

    [Fact]
    public void A_context_for_background_work_is_no_credential_for_a_request()
    {
        var codec = TestContexts.Codec();

        Assert.Null(codec.Verify(codec.Sign(Ada, ContextAudience.Background), ContextAudience.Request));
        Assert.Null(codec.Verify(codec.Sign(Ada, ContextAudience.Request), ContextAudience.Background));
    }

    [Fact]
    public void Any_changed_character_is_refused()
    {
        var codec = TestContexts.Codec();
        var envelope = codec.Sign(Ada, ContextAudience.Request);
        var accepted = Enumerable.Range(0, envelope.Length)
            .Select(i => envelope[..i] + (envelope[i] == 'A' ? 'B' : 'A') + envelope[(i + 1)..])
            .Count(changed => codec.Verify(changed, ContextAudience.Request) is not null);

        // The last character of 43 base64url digits carries four bits only: a change within the unused two decodes to the
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
    public void Text_that_is_no_envelope_is_refused(string text) =>
        Assert.Null(TestContexts.Codec().Verify(text, ContextAudience.Request));

    [Fact]
    public void A_context_signed_by_another_key_of_the_same_id_is_refused()
    {
        var other = TestContexts.Codec(null, "k1:another-secret-that-is-long-enough");

        Assert.Null(TestContexts.Codec().Verify(other.Sign(Ada, ContextAudience.Request), ContextAudience.Request));
    }

    [Fact]
    public void During_a_rotation_both_keys_verify_and_the_first_signs()
    {
        var old = TestContexts.Codec();
        var rotated = TestContexts.Codec(null, "k2:the-new-secret-that-is-long-enough", TestContexts.SigningKey);

        Assert.Equal(Ada, rotated.Verify(old.Sign(Ada, ContextAudience.Request), ContextAudience.Request));
        Assert.Null(old.Verify(rotated.Sign(Ada, ContextAudience.Request), ContextAudience.Request));
        var body = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(rotated.Sign(Ada, ContextAudience.Request).Split('.')[0]));
        Assert.Contains("\"kid\":\"k2\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_context_ends_after_its_lifetime_and_skew_and_a_background_one_does_not()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var codec = TestContexts.Codec(clock);
        var request = codec.Sign(Ada, ContextAudience.Request);
        var background = codec.Sign(Ada, ContextAudience.Background);

        clock.Advance(TimeSpan.FromSeconds(64));
        Assert.NotNull(codec.Verify(request, ContextAudience.Request));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(codec.Verify(request, ContextAudience.Request));
        clock.Advance(TimeSpan.FromDays(400));
        Assert.NotNull(codec.Verify(background, ContextAudience.Background));
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
    public void A_role_without_the_ids_it_needs_or_with_ones_it_must_not_have_is_refused(string? tenant, string? user, string role)
    {
        var codec = TestContexts.Codec();

        Assert.Null(codec.Verify(codec.Sign(new TenantContext(tenant, user, role), ContextAudience.Request), ContextAudience.Request));
    }
}
