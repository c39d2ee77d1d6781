using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Authentication;

/// <summary>A context is made and sealed once for many requests.</summary>
public sealed class ContextMinterTests
{
    private static readonly TenantSnapshot Tenant = new("acme", "active", "basic", 3, "UTC");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Principal _ada = new(CredentialKind.ApiKey, TenantRole.User, "acme", "ada", null);

    [Fact]
    public void All_requests_of_a_credential_within_a_sixth_of_a_contexts_life_share_one_envelope_for_each_module()
    {
        var minter = Minter();
        // The first one is not kept: many come once only.
        Assert.NotNull(minter.Mint(_ada, Tenant).EnvelopeFor("chat"));
        var (chat, reports) = (minter.Mint(_ada, Tenant).EnvelopeFor("chat"), minter.Mint(_ada, Tenant).EnvelopeFor("reports"));

        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.All(Envelopes(minter, "chat"), envelope => Assert.Same(chat, envelope));
        Assert.All(Envelopes(minter, "reports"), envelope => Assert.Same(reports, envelope));
        Assert.NotEqual(chat, reports);

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.DoesNotContain(chat, Envelopes(minter, "chat"));
    }

    [Fact]
    public void Requests_that_come_at_once_get_good_envelopes_all()
    {
        var minter = Minter();
        var reader = TestContexts.Codec(_clock, "chat");

        Assert.All(Envelopes(minter, "chat"), envelope => Assert.Equal("ada", reader.VerifyCall(envelope)?.UserId));
    }

    [Fact]
    public void A_change_of_the_tenant_makes_another_one_at_once()
    {
        var minter = Minter();

        var before = minter.Mint(_ada, Tenant);
        var after = minter.Mint(_ada, Tenant with { Epoch = 4 });

        Assert.NotEqual(before.EnvelopeFor("chat"), after.EnvelopeFor("chat"));
        Assert.Equal(4, after.Context.Epoch);
    }

    private string[] Envelopes(ContextMinter minter, string module)
    {
        var envelopes = new string[1_000];
        Parallel.For(0, envelopes.Length, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i => envelopes[i] = minter.Mint(_ada, Tenant).EnvelopeFor(module));
        return envelopes;
    }

    private ContextMinter Minter() => new(TestContexts.Codec(_clock), Options.Create(new TenancyOptions()), _clock);
}
