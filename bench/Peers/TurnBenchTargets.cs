namespace Nanobot.Bench;

/// <summary>What <see cref="TurnBench"/> measures.</summary>
/// <param name="Model">The model's server.</param>
/// <param name="Proxy">YARP alone before it.</param>
/// <param name="Gateway">The suite's gateway.</param>
/// <param name="OperatorKey">The suite's operator key.</param>
/// <param name="Chat">The process of the chat service.</param>
/// <param name="GatewayProcess">The process of the gateway.</param>
internal sealed record TurnBenchTargets(Uri Model, Uri Proxy, Uri Gateway, string OperatorKey, int Chat, int GatewayProcess);
