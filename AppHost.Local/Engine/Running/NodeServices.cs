using Aspire.Hosting.Engine.Dcp;

namespace Aspire.Hosting.Engine.Running;

/// <summary>What a node needs of the suite around it.</summary>
/// <param name="Publish">Shows the node's new state.</param>
/// <param name="Producers">The services that a node answers for.</param>
/// <param name="Track">Takes work that goes on beside, so that its failure is not lost.</param>
/// <param name="Ended">Cancelled when the suite ends.</param>
internal sealed record NodeServices(
    DcpClient Dcp,
    ResourceBoard Board,
    TimeProvider Time,
    Action<Node> Publish,
    Func<Node, IReadOnlyList<DcpProducer>> Producers,
    Action<Task> Track,
    CancellationToken Ended);
