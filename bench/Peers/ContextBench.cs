using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Bench;

/// <summary>What signing and verifying a context costs, against the bare signature over as many octets; warm, rounds interleaved, medians.</summary>
internal static class ContextBench
{
    private const int Rounds = 15;
    private const int Each = 1000;
    private const int Seen = 200_000;

    /// <summary>Prints Markdown for docs/performance.md.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var (keys, chats) = (ContextKeyPair.Create(), ContextKeyPair.Create());
        string[] trusted = [$"k1:gateway:{keys.PublicKey}", $"k2:chat:{chats.PublicKey}"];
        var (codec, chat) = (CodecOf("gateway", $"k1:{keys.PrivateKey}", trusted), CodecOf("chat", $"k2:{chats.PrivateKey}", trusted));
        using var bare = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var number = 0;
        var (text, signature) = (Encoding.ASCII.GetBytes(Sign()), bare.SignData(Encoding.ASCII.GetBytes(Sign()), HashAlgorithmName.SHA256));

        var (envelopes, sealedOnes) = (new Queue<string>(), new Queue<string>());
        var known = Sign();
        (string Name, int Times, Action Work)[] works =
        [
            ("bare ES256: sign", Each, () => bare.SignData(text, HashAlgorithmName.SHA256)),
            ("sign a context", Each, () => envelopes.Enqueue(Sign())),
            ("bare ES256: verify", Each, () => bare.VerifyData(text, signature, HashAlgorithmName.SHA256)),
            ("verify a context seen for the first time", Each, () => Verify(envelopes.Dequeue())),
            ("verify one seen before", Seen, () => Verify(known)),
            ("seal a context for a call", Each, () => sealedOnes.Enqueue(codec.ForCall(Context(), "chat"))),
            ("open a sealed one seen for the first time", Each, () => _ = chat.VerifyCall(sealedOnes.Dequeue()) ?? throw new InvalidOperationException("It does not open.")),
        ];
        var times = works.Select(static _ => new List<double>()).ToArray();
        for (var round = -3; round < Rounds; round++)
        {
            for (var i = 0; i < works.Length; i++)
            {
                var took = Measure(works[i].Times, works[i].Work);
                if (round >= 0)
                {
                    times[i].Add(took);
                }
            }
        }

        await output.WriteLineAsync("| | µs, median of the rounds | of the bare signature |\n| --- | --- | --- |");
        for (var i = 0; i < works.Length; i++)
        {
            var (took, against) = (Median(times[i]), Median(times[i is 0 or 1 or 5 ? 0 : 2]));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {works[i].Name} | {took:0.00} | {took / against:0.00} |"));
        }

        TenantContext Context() => TenantContext.ForCredential("acme", $"user-{number++}", TenantRole.User, "professional", 1);

        string Sign() => codec.Sign(Context(), ContextAudience.Request);

        void Verify(string envelope) => _ = codec.Verify(envelope, ContextAudience.Request) ?? throw new InvalidOperationException("It does not verify.");
    }

    private static TenantContextCodec CodecOf(string module, string own, string[] trusted)
    {
        var options = new TenancyOptions { SigningKeys = { own } };
        foreach (var key in trusted)
        {
            options.TrustedKeys.Add(key);
        }

        return new TenantContextCodec(Options.Create(options), new Module(module, "1"), TimeProvider.System);
    }

    private static double Measure(int times, Action work)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            work();
        }

        return TimeProvider.System.GetElapsedTime(began).TotalMicroseconds / times;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
