namespace Aspire.Hosting.ApplicationModel;

/// <summary>How many processes of a project run.</summary>
public class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    /// <summary>The number, at least one.</summary>
    public int Replicas { get; } = replicas;
}
