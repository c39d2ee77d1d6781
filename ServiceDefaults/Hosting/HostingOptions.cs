namespace Nanobot.ServiceDefaults.Hosting;

/// <summary>Options of every module's process, section <c>Hosting</c>.</summary>
internal sealed class HostingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Hosting";

    /// <summary>
    /// How long a process that is to stop goes on with what runs: it takes no new requests, and ends as soon as the last turn
    /// or stream has ended, or after this. Whatever stops it must wait a little longer before it kills; the default is for the
    /// 30 seconds of Kubernetes. Default 25 seconds; range 1 second to 10 minutes.
    /// </summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(25);
}
