using System.Diagnostics;
using OpenTelemetry;

namespace Nanobot.Services.Gateway.Observability;

/// <summary>Names the proxy's spans by the module that they forward to; the proxy itself calls all of them alike.</summary>
internal sealed class ForwardingSpanProcessor : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Source.Name == "Yarp.ReverseProxy" && data.GetTagItem("proxy.cluster_id") is string module)
        {
            data.DisplayName = $"forward to {module}";
        }
    }
}
