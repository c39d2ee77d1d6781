using System.Security.Cryptography;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Tenancy;

public sealed class TenancyOptionsTests
{
    private static readonly TestKey Own = TestKeys.Of("chat");
    private static readonly TestKey Gateway = TestKeys.Of("gateway");

    [Fact]
    public void An_own_key_its_public_half_and_the_gateways_are_enough() => Assert.Empty(Failures([Own.Signing], [Own.Trusted, Gateway.Trusted]));

    [Fact]
    public void Two_own_keys_are_a_rotation()
    {
        var next = TestKey.New("chat-2", "chat");

        Assert.Empty(Failures([next.Signing, Own.Signing], [Own.Trusted, next.Trusted, Gateway.Trusted]));
    }

    [Fact]
    public void The_key_by_which_others_call_the_module_must_be_its_own()
    {
        var next = TestKey.New("chat-2", "chat");

        Assert.Contains("Tenancy:SigningKeys needs the key \"chat-1\" too", string.Join('\n', Failures([next.Signing], [Own.Trusted, next.Trusted, Gateway.Trusted])), StringComparison.Ordinal);
        Assert.Contains("Tenancy:SigningKeys needs the key \"chat-2\" too", string.Join('\n', Failures([Own.Signing], [next.Trusted, Own.Trusted, Gateway.Trusted])), StringComparison.Ordinal);
        Assert.Empty(Failures([next.Signing], [next.Trusted, Own.Trusted, Gateway.Trusted]));
    }

    [Fact]
    public void What_is_missing_or_wrong_is_named_and_no_private_key_with_it()
    {
        var other = TestKey.New(Own.Id, "chat");
        var foreign = TestKeys.Of("reports");
        using var rsa = RSA.Create(2048);
        using var wide = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        foreach (var (own, trusted, named) in new (string[] Own, string[] Trusted, string Named)[]
        {
            ([], [Own.Trusted, Gateway.Trusted], "Tenancy:SigningKeys needs"),
            ([Own.Signing, other.Signing, foreign.Signing], [Own.Trusted, Gateway.Trusted], "Tenancy:SigningKeys needs"),
            ([Own.Signing, Own.Signing], [Own.Trusted, Gateway.Trusted], "Tenancy:SigningKeys:1 has the id"),
            ([Own.Pair.PrivateKey], [Own.Trusted, Gateway.Trusted], "Tenancy:SigningKeys:0 must be"),
            ([$"{Own.Id}:{Own.Pair.PublicKey}"], [Own.Trusted, Gateway.Trusted], "Tenancy:SigningKeys:0 must be"),
            ([$"{Own.Id}:{Own.Pair.PrivateKey[..^8]}"], [Own.Trusted, Gateway.Trusted], "Tenancy:SigningKeys:0 must be"),
            ([$"{Own.Id}:{Convert.ToBase64String(wide.ExportPkcs8PrivateKey())}"], [Own.Trusted, Gateway.Trusted], "Tenancy:SigningKeys:0 must be"),
            ([$"{Own.Id}:{Convert.ToBase64String(rsa.ExportPkcs8PrivateKey())}"], [Own.Trusted, Gateway.Trusted], "Tenancy:SigningKeys:0 must be"),
            ([$"a b:{Own.Pair.PrivateKey}"], [Own.Trusted, Gateway.Trusted], "Tenancy:SigningKeys:0 must be"),
            ([other.Signing], [Own.Trusted, Gateway.Trusted], "Tenancy:SigningKeys:0 needs its public half"),
            ([Own.Signing], [Gateway.Trusted], "Tenancy:SigningKeys:0 needs its public half"),
            ([foreign.Signing], [foreign.Trusted, Gateway.Trusted], "Tenancy:SigningKeys:0 needs its public half"),
            ([Own.Signing], [Own.Trusted], "Tenancy:TrustedKeys needs a key of the gateway"),
            ([Own.Signing], [Own.Trusted, Gateway.Trusted, "reports-1:reports"], "Tenancy:TrustedKeys:2 must be"),
            ([Own.Signing], [Own.Trusted, Gateway.Trusted, foreign.Signing], "Tenancy:TrustedKeys:2 must be"),
            ([Own.Signing], [Own.Trusted, Gateway.Trusted, $"reports-1:reports:{Own.Pair.PrivateKey}"], "Tenancy:TrustedKeys:2 must be"),
            ([Own.Signing], [Own.Trusted, Gateway.Trusted, Own.Trusted], "Tenancy:TrustedKeys:2 has the id"),
            ([Own.Signing], [Own.Trusted, Gateway.Trusted, .. Enumerable.Range(0, 31).Select(i => TestKey.New($"k{i}", "chat").Trusted)], "Tenancy:TrustedKeys has 33"),
        })
        {
            var failures = string.Join('\n', Failures(own, trusted));

            Assert.Contains(named, failures, StringComparison.Ordinal);
            Assert.All(own, key => Assert.DoesNotContain(key[^40..], failures, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Times_beyond_their_range_are_named()
    {
        Assert.Contains("Tenancy:RequestLifetime", Assert.Single(Failures(options => options.RequestLifetime = TimeSpan.FromSeconds(4))), StringComparison.Ordinal);
        Assert.Contains("Tenancy:ClockSkew", Assert.Single(Failures(options => options.ClockSkew = TimeSpan.FromSeconds(61))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pair_of_keys_does_not_show_its_private_one() =>
        Assert.DoesNotContain(Own.Pair.PrivateKey, Own.Pair.ToString(), StringComparison.Ordinal);

    private static List<string> Failures(string[] own, string[] trusted) => Failures(_ => { }, own, trusted);

    private static List<string> Failures(Action<TenancyOptions> change, string[]? own = null, string[]? trusted = null)
    {
        var options = new TenancyOptions();
        foreach (var key in own ?? [Own.Signing])
        {
            options.SigningKeys.Add(key);
        }

        foreach (var key in trusted ?? [Own.Trusted, Gateway.Trusted])
        {
            options.TrustedKeys.Add(key);
        }

        change(options);
        return [.. new TenancyOptionsValidator(new Module("chat", "0.0.0")).Validate(null, options).Failures ?? []];
    }
}
