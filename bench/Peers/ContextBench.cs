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
        var keys = ContextKeyPair.Create();
        var options = new TenancyOptions { SigningKeys = { $"k1:{keys.PrivateKey}" }, TrustedKeys = { $"k1:gateway:{keys.PublicKey}" } };
        var codec = new TenantContextCodec(Options.Create(options), new Module("gateway", "1"), TimeProvider.System);
        using var bare = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var number = 0;
        var (text, signature) = (Encoding.ASCII.GetBytes(Sign()), bare.SignData(Encoding.ASCII.GetBytes(Sign()), HashAlgorithmName.SHA256));

        var envelopes = new Queue<string>();
        var known = Sign();
        (string Name, int Times, Action Work)[] works =
        [
            ("bare ES256: sign", Each, () => bare.SignData(text, HashAlgorithmName.SHA256)),
            ("sign a context", Each, () => envelopes.Enqueue(Sign())),
            ("bare ES256: verify", Each, () => bare.VerifyData(text, signature, HashAlgorithmName.SHA256)),
            ("verify a context seen for the first time", Each, () => Verify(envelopes.Dequeue())),
            ("verify one seen before", Seen, () => Verify(known)),
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
            var (took, against) = (Median(times[i]), Median(times[i < 2 ? 0 : 2]));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {works[i].Name} | {took:0.00} | {took / against:0.00} |"));
        }

        string Sign() => codec.Sign(TenantContext.ForCredential("acme", $"user-{number++}", TenantRole.User, "professional", 1), ContextAudience.Request);

        void Verify(string envelope) => _ = codec.Verify(envelope, ContextAudience.Request) ?? throw new InvalidOperationException("It does not verify.");
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
