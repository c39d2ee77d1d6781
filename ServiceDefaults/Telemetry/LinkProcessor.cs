using System.Diagnostics;
using Nanobot.Contracts.Operations;
using OpenTelemetry;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>Takes the rest of a link's address out of spans: whoever knows it can read what it leads to.</summary>
internal sealed class LinkProcessor : BaseProcessor<Activity>
{
    private const string Hidden = "…";
    private static readonly string[] Addresses = ["url.path", "url.full"];

    // What stands in front of the part that is secret.
    private static readonly string[] Roots =
        [.. Operations.All.Where(static operation => operation.Access == Access.Link).Select(static operation => operation.Path[..operation.Path.IndexOf('{', StringComparison.Ordinal)])];

    public override void OnEnd(Activity data)
    {
        foreach (var name in Addresses)
        {
            if (data.GetTagItem(name) is string address && Find(address) is { } end)
            {
                data.SetTag(name, address[..end] + Hidden);
            }
        }
    }

    private static int? Find(string address)
    {
        foreach (var root in Roots)
        {
            if (address.IndexOf(root, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
            {
                return at + root.Length;
            }
        }

        return null;
    }
}
