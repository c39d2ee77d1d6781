namespace Nanobot.Samples.Demo;

/// <summary>A step of the demo did not go as it should.</summary>
internal sealed class DemoFailedException(string message) : Exception(message);
