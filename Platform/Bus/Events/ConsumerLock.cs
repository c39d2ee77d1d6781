namespace Nanobot.Platform.Bus.Events;

/// <summary>The lock of the one process that takes up a module's topics, whether they come by Redis Streams or in memory.</summary>
internal static class ConsumerLock
{
    public const long Key = 0x6e616e6f_636f6e73;
}
