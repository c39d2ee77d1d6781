using System.Runtime.InteropServices;

namespace Aspire.Hosting.Engine.Running;

/// <summary>Sends signals to processes.</summary>
internal static class Signals
{
    /// <summary>A process that is gone already needs no signal.</summary>
    public static void Send(int pid, int signal) => Kill(pid, signal);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int pid, int signal);
}
