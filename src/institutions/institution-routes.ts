import { z } from "zod";
import { notFound } from "../errors.ts";
import { created, defineRoute, everyone, noContent, ok, perMinute, type Route, staffOf } from "../http/route.ts";
import type { ApiKeyEntry, ApiKeyService } from "./api-key-service.ts";
import { Institution, InstitutionId } from "./institution.ts";
import type { InstitutionService } from "./institution-service.ts";

const OfInstitution = z.strictObject({ institutionId: InstitutionId });
const ApiKeyBody = z.object({
  id: z.string(),
  prefix: z.string(),
  label: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
});

const bodyOfKey = ({ createdAt, expiresAt, revokedAt, ...rest }: ApiKeyEntry) => ({
  ...rest,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  revokedAt: revokedAt?.toISOString() ?? null,
});

export interface InstitutionRouteDeps {
  institutions: InstitutionService;
  apiKeys: ApiKeyService;
}

export const institutionRoutes = ({ institutions, apiKeys }: InstitutionRouteDeps): Route[] => [
  defineRoute({
    method: "GET",
    path: "/v1/institutions/:institutionId",
    summary: "培训机构及其教学点",
    tag: "机构",
    access: everyone,
    limit: perMinute(120),
    params: OfInstitution,
    responses: { 200: Institution },
    handle: async ({ params }) => {
      const institution = await institutions.byId(params.institutionId);
      if (institution === undefined) throw notFound("机构");
      return ok(institution);
    },
  }),
  defineRoute({
    method: "GET",
    path: "/v1/institutions/:institutionId/api-keys",
    summary: "机构的 API 密钥（不含密钥本身）",
    tag: "机构",
    access: staffOf("institutionId"),
    limit: perMinute(60),
    params: OfInstitution,
    responses: { 200: z.object({ items: z.array(ApiKeyBody) }) },
    handle: async ({ params }) => ok({ items: (await apiKeys.apiKeysOf(params.institutionId)).map(bodyOfKey) }),
  }),
  defineRoute({
    method: "POST",
    path: "/v1/institutions/:institutionId/api-keys",
    summary: "新建 API 密钥；密钥只在这一次显示",
    tag: "机构",
    access: staffOf("institutionId"),
    limit: perMinute(10),
    params: OfInstitution,
    body: z.strictObject({ label: z.string().trim().min(1, "请填写密钥的用途").max(60, "最多 60 个字") }),
    responses: { 201: ApiKeyBody.extend({ key: z.string() }) },
    handle: async ({ params, body, actor, now }) => {
      const { key, ...entry } = await apiKeys.createApiKey(actor, params.institutionId, body.label, now);
      return created({ ...bodyOfKey(entry), key });
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/v1/institutions/:institutionId/api-keys/:keyId",
    summary: "停用 API 密钥",
    tag: "机构",
    access: staffOf("institutionId"),
    limit: perMinute(30),
    params: OfInstitution.extend({ keyId: z.uuid("密钥编号格式不对") }),
    responses: {},
    handle: async ({ params, actor, now }) => {
      await apiKeys.revokeApiKey(actor, params.institutionId, params.keyId, now);
      return noContent();
    },
  }),
];
