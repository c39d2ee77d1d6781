namespace Aspire.Hosting.Engine.Startup;

/// <summary>The command line is not understood.</summary>
internal sealed class CommandLineException(string message) : DistributedApplicationException(message);
