using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Authentication;

/// <summary>Signing costs more than all the rest of a warm request: it happens once for many of them.</summary>
public sealed class ContextMinterTests
{
    private static readonly TenantSnapshot Tenant = new("acme", "active", "basic", 3, "UTC");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Principal _ada = new(CredentialKind.ApiKey, TenantRole.User, "acme", "ada", null);

    [Fact]
    public void All_requests_of_a_credential_within_a_sixth_of_a_contexts_life_share_one_signature()
    {
        var minter = Minter();

        // Each signature is another one, even of the same words.
        Assert.Single(Envelopes(minter, 1_000));
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Single(Envelopes(minter, 10).Append(minter.Mint(_ada, Tenant).Envelope).Distinct());

        var before = minter.Mint(_ada, Tenant).Envelope;
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(1, Envelopes(minter, 1_000).Count(envelope => envelope != before));
    }

    [Fact]
    public void A_change_of_the_tenant_signs_anew_at_once()
    {
        var minter = Minter();

        var before = minter.Mint(_ada, Tenant);
        var after = minter.Mint(_ada, Tenant with { Epoch = 4 });

        Assert.NotEqual(before.Envelope, after.Envelope);
        Assert.Equal(4, after.Context.Epoch);
    }

    private List<string> Envelopes(ContextMinter minter, int requests)
    {
        var envelopes = new string[requests];
        Parallel.For(0, requests, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i => envelopes[i] = minter.Mint(_ada, Tenant).Envelope);
        return [.. envelopes.Distinct()];
    }

    private ContextMinter Minter() => new(TestContexts.Codec(_clock), Options.Create(new TenancyOptions()), _clock);
}
