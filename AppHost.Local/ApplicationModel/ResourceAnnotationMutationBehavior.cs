namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a new annotation does to earlier ones of its type.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>Stand beside them.</summary>
    Append = 0,

    /// <summary>Take their place.</summary>
    Replace = 1,
}
