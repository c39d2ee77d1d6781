using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Nanobot.Architecture.Tests;

/// <summary>Which types of an assembly call which members of one type, as compiled: no spelling in the source hides it.</summary>
internal static class CompiledUses
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xffff);

    /// <summary>Pairs of an outermost type of the assembly and a member of <paramref name="target"/> that its code names.</summary>
    public static IEnumerable<(string User, string Member)> Of(string assemblyFile, Type target)
    {
        using var image = new PEReader(File.OpenRead(assemblyFile));
        var metadata = image.GetMetadataReader();
        var members = Members(metadata, target);
        var uses = new List<(string, string)>();
        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0))
        {
            var user = Outermost(metadata, method.GetDeclaringType());
            uses.AddRange(Tokens(image.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!)
                .Where(members.ContainsKey).Select(token => (user, members[token])));
        }

        return uses.Distinct();
    }

    // The members by token: references from other assemblies, definitions within the type's own.
    private static Dictionary<int, string> Members(MetadataReader metadata, Type target)
    {
        var members = new Dictionary<int, string>();
        foreach (var handle in metadata.MemberReferences)
        {
            var reference = metadata.GetMemberReference(handle);
            if (reference.Parent.Kind == HandleKind.TypeReference && metadata.GetTypeReference((TypeReferenceHandle)reference.Parent) is var type
                && metadata.GetString(type.Name) == target.Name && metadata.GetString(type.Namespace) == target.Namespace)
            {
                members[MetadataTokens.GetToken(handle)] = metadata.GetString(reference.Name);
            }
        }

        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            var type = metadata.GetTypeDefinition(method.GetDeclaringType());
            if (metadata.GetString(type.Name) == target.Name && metadata.GetString(type.Namespace) == target.Namespace)
            {
                members[MetadataTokens.GetToken(handle)] = metadata.GetString(method.Name);
            }
        }

        return members;
    }

    private static string Outermost(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? Outermost(metadata, outer) : $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }

    // The operands that are metadata tokens (ECMA-335, II.23 and VI.C).
    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var i = 0; i < il.Length;)
        {
            var value = il[i] == 0xfe ? 0xfe00 | il[i + 1] : il[i];
            i += value > 0xff ? 2 : 1;
            var operand = OpCodesByValue[value].OperandType;
            if (operand is OperandType.InlineMethod or OperandType.InlineTok)
            {
                yield return BitConverter.ToInt32(il, i);
            }

            i += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, i)),
                _ => 4,
            };
        }
    }
}
